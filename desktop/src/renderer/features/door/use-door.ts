import { admitTicket, type DoorList } from '@foyer/shared/http/admissions';
import type { SeatId, ShowtimeId } from '@foyer/shared/ids';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { KeptList, LocalScan } from '../../../bridge/door.ts';
import { ApiProblem, NoAnswer } from '../../data/api-problem.ts';
import { useData } from '../../data/data-layer.tsx';
import { useDevice } from '../../data/device.tsx';
import { noteDoorState } from '../../data/door-queries.ts';
import { ask } from '../../data/session.ts';
import { playAdmitted, playKeptOut } from '../../ui/sounds.ts';
import { withAdmission } from './door-rows.ts';
import { admittedWord, type DoorWord, localWord, refusedWord, type When } from './door-words.ts';

/** By its code, or by hand. */
export type ShownTicket = { readonly code: string } | { readonly reference: string; readonly seat: SeatId };

interface DoorParts {
  readonly showtimeId: ShowtimeId | null;
  readonly timeZone: string;
  /** As far as anybody knows yet. */
  readonly isServerAway: boolean;
  readonly place: string;
}

/** Longer than this a guest does not wait for a server that says nothing: the list decides. */
const patienceMs = 3_000;

/** Lets guests in: the server decides, and where it is away, the list. What is said stays until the next ticket. */
export function useDoor({ showtimeId, timeZone, isServerAway, place }: DoorParts) {
  const { call } = useData();
  const { bridge } = useDevice();
  const queries = useQueryClient();
  const [word, setWord] = useState<DoorWord | null>(null);
  /** A ticket that came too early, for whoever may let it in all the same. */
  const [early, setEarly] = useState<ShownTicket | null>(null);
  const [isAsking, setAsking] = useState(false);
  const underWay = useRef(new Set<string>());

  const say = (said: DoorWord): void => {
    setWord(said);
    if (said.tone === 'in') playAdmitted();
    else playKeptOut();
  };

  async function atServer(scan: Scan, when: When): Promise<DoorWord> {
    const { scanId, ticket, isEarly } = scan;
    const body = {
      ...ticket,
      ...(showtimeId === null ? {} : { showtimeId }),
      ...(place === '' ? {} : { place }),
      ...(isEarly ? { early: true as const } : {}),
    };
    try {
      const signal = AbortSignal.timeout(patienceMs);
      const { admission, party } = await call(admitTicket, { body, idempotencyKey: scanId, signal });
      queries.setQueryData<DoorList>(
        ['door', admission.showtimeId],
        (list) => list && withAdmission(list, admission),
      );
      return admittedWord(admission, party);
    } catch (error) {
      if (!(error instanceof ApiProblem) || isTrouble(error)) throw error;
      if (error.code === 'ticket.too-early') setEarly(ticket);
      return refusedWord(error, when);
    }
  }

  async function byList({ scanId, ticket }: Scan, when: When): Promise<DoorWord> {
    if (showtimeId === null) return localWord({ kind: 'no-list' }, when);
    const scan: LocalScan = { scanId, showtimeId, ...ticket, ...(place === '' ? {} : { place }) };
    const answer = await ask(bridge.admitAtDoor(scan));
    noteDoorState(queries, await ask(bridge.doorState()));
    return localWord(answer, when);
  }

  async function decide(scan: Scan): Promise<DoorWord> {
    const when = { timeZone, nowMs: Date.now() };
    if (isServerAway) return byList(scan, when);
    try {
      return await atServer(scan, when);
    } catch (error) {
      // It may have been entered all the same: the scan keeps its id.
      if (error instanceof NoAnswer || (error instanceof ApiProblem && isTrouble(error))) {
        return byList(scan, when);
      }
      throw error;
    }
  }

  /** Of the same ticket, scanned again before its answer, nothing more is asked. */
  async function admit(ticket: ShownTicket, isEarly = false): Promise<void> {
    const name = JSON.stringify(ticket);
    if (underWay.current.has(name)) return;
    underWay.current.add(name);
    setAsking(true);
    setEarly(null);
    try {
      say(await decide({ scanId: crypto.randomUUID(), ticket, isEarly }));
    } finally {
      underWay.current.delete(name);
      setAsking(underWay.current.size > 0);
    }
  }

  return {
    word,
    early,
    isAsking,
    say,
    admit: (ticket: ShownTicket) => void admit(ticket),
    admitEarly: () => (early ? void admit(early, true) : undefined),
  };
}

interface Scan {
  readonly scanId: string;
  readonly ticket: ShownTicket;
  readonly isEarly: boolean;
}

/** The server's own trouble says nothing of the ticket. */
function isTrouble({ code }: ApiProblem): boolean {
  return code === 'service.unavailable' || code === 'internal' || code === 'version.conflict';
}

/** What the machine keeps of a list: everything but the guests' names. */
export function withoutNames({ tickets, ...list }: DoorList): KeptList {
  return {
    ...list,
    tickets: tickets.map(({ reference, seat, ticketType, admittedAt, where }) => ({
      reference,
      seat,
      ticketType,
      admittedAt,
      where,
    })),
  };
}
