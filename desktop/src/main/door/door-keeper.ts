import type { ReplayResult } from '@foyer/shared/http/admissions';
import { join } from 'node:path';
import { z } from 'zod';
import {
  DoorState,
  KeptList,
  type DoorTrouble,
  type LocalAnswer,
  type LocalScan,
  type WaitingScan,
} from '../../bridge/door.ts';
import { InTurn } from '../in-turn.ts';
import { readJson, writeJson } from '../json-file.ts';
import { judgeLocally, listOf, partyBy, withEntries } from './judge-locally.ts';

interface DoorKeeperParts {
  readonly folder: string;
  /** What is kept of one server is nothing to another. */
  readonly apiUrl: string;
  readonly now: () => Date;
}

const Lists = z.object({ apiUrl: z.string(), lists: z.array(KeptList) });
const Scans = DoorState.extend({ apiUrl: z.string() });
/** A house plays in no more halls at a time. */
const mostLists = 12;
/** Nobody comes for a show that has been over so long. */
const keptAfterMs = 12 * 3_600_000;
const mostTroubles = 200;

/**
 * What a door needs without its server: the lists of its shows, and a journal of whom it let in. A guest goes in once the
 * journal is sure to outlive the machine's end, never before. No list has names.
 */
export class DoorKeeper {
  readonly #parts: DoorKeeperParts;
  readonly #turns = new InTurn();
  #lists: readonly KeptList[] | null = null;
  #scans: DoorState | null = null;

  constructor(parts: DoorKeeperParts) {
    this.#parts = parts;
  }

  state(): Promise<DoorState> {
    return this.#turns.run(() => this.#readScans());
  }

  keepList(list: KeptList): Promise<void> {
    return this.#turns.run(async () => {
      const overMs = this.#parts.now().getTime() - keptAfterMs;
      const others = (await this.#readLists()).filter(
        ({ show }) => show.showtimeId !== list.show.showtimeId && Date.parse(show.endsAt) > overMs,
      );
      await this.#writeLists([list, ...others].slice(0, mostLists));
    });
  }

  /** Judges by the list and writes down whoever goes in. The same scan answers the same. */
  admit(scan: LocalScan): Promise<LocalAnswer> {
    return this.#turns.run(async () => {
      const lists = await this.#readLists();
      const { waiting, troubles } = await this.#readScans();
      const list = listOf(scan.showtimeId, lists);
      const made = waiting.find(({ scanId }) => scanId === scan.scanId);
      const verdict = made ? { kind: 'good' as const, ticket: made } : judgeLocally(scan, { lists, waiting });
      if (verdict.kind !== 'good') return verdict;
      if (!list) return { kind: 'no-list' };
      const { reference, seat } = verdict.ticket;
      const { scanId, showtimeId, code, place } = scan;
      const entry: WaitingScan = {
        scanId,
        showtimeId,
        reference,
        seat,
        ...(code === undefined ? {} : { code }),
        ...(place === undefined ? {} : { place }),
        scannedAt: this.#parts.now().toISOString(),
      };
      const after = made ? waiting : [...waiting, entry];
      try {
        if (!made) await this.#writeScans({ waiting: after, troubles });
      } catch {
        return { kind: 'not-stored' };
      }
      return { kind: 'admitted', reference, seat, party: partyBy(list, after, reference), asOf: list.asOf };
    });
  }

  /** What the server took waits no more; what it refused is trouble until somebody has dealt with it. */
  settle(results: readonly ReplayResult[]): Promise<DoorState> {
    return this.#turns.run(async () => {
      const { waiting, troubles } = await this.#readScans();
      const said = new Map(results.map((result) => [result.scanId, result]));
      // Until the next list comes, this one knows of them: the line may be gone again before.
      await this.#writeLists(
        withEntries(
          await this.#readLists(),
          waiting.filter(({ scanId }) => said.has(scanId)),
        ),
      );
      const refused = waiting.flatMap((scan): DoorTrouble[] => {
        const result = said.get(scan.scanId);
        return result?.outcome === 'REFUSED' ? [{ ...scan, problem: result.problem }] : [];
      });
      return this.#writeScans({
        waiting: waiting.filter(({ scanId }) => !said.has(scanId)),
        troubles: [...troubles, ...refused].slice(-mostTroubles),
      });
    });
  }

  /** Somebody has dealt with it. */
  dismiss(scanId: string): Promise<DoorState> {
    return this.#turns.run(async () => {
      const { waiting, troubles } = await this.#readScans();
      return this.#writeScans({ waiting, troubles: troubles.filter((one) => one.scanId !== scanId) });
    });
  }

  get #listFile(): string {
    return join(this.#parts.folder, 'door-lists.json');
  }

  get #scanFile(): string {
    return join(this.#parts.folder, 'door-scans.json');
  }

  async #readLists(): Promise<readonly KeptList[]> {
    const kept = this.#lists ? null : await readJson(this.#listFile, Lists);
    this.#lists ??= kept?.apiUrl === this.#parts.apiUrl ? kept.lists : [];
    return this.#lists;
  }

  async #readScans(): Promise<DoorState> {
    const kept = this.#scans ? null : await readJson(this.#scanFile, Scans);
    this.#scans ??=
      kept?.apiUrl === this.#parts.apiUrl
        ? { waiting: kept.waiting, troubles: kept.troubles }
        : { waiting: [], troubles: [] };
    return this.#scans;
  }

  async #writeLists(lists: readonly KeptList[]): Promise<void> {
    await writeJson(this.#listFile, { apiUrl: this.#parts.apiUrl, lists });
    this.#lists = lists;
  }

  async #writeScans(state: DoorState): Promise<DoorState> {
    await writeJson(this.#scanFile, { apiUrl: this.#parts.apiUrl, ...state });
    this.#scans = state;
    return state;
  }
}
