import { enrolTill, listTillPeople, TillName } from '@foyer/shared/http/tills';
import type { EnrolCode } from '@foyer/shared/rules/enrol-code';
import { z } from 'zod';
import type { EnrolAnswer, PeopleAnswer, TillState } from '../bridge/till.ts';
import type { AskApi } from './api.ts';
import type { Vault } from './vault.ts';

export interface TillParts {
  readonly vault: Vault;
  readonly ask: AskApi;
  readonly onChange: (state: TillState) => void;
  /** The server doesn't take the key any more: this device is no till, and who is here has to leave. */
  readonly onRefused: () => Promise<void>;
}

const Enrolment = z.object({ till: TillName, tillKey: z.string().min(1) });
type Enrolment = z.infer<typeof Enrolment>;

/** Knows which till this device is, and holds the key that proves it. */
export class TillKeeper {
  readonly #parts: TillParts;
  #enrolment: Enrolment | null = null;

  constructor(parts: TillParts) {
    this.#parts = parts;
  }

  get state(): TillState {
    return { till: this.#enrolment?.till ?? null, keeps: this.#parts.vault.keeps };
  }

  get key(): string | null {
    return this.#enrolment?.tillKey ?? null;
  }

  /** Takes up a kept enrolment, if there is one. */
  async restore(): Promise<void> {
    this.#become(read(await this.#parts.vault.read('till')));
  }

  async enrol(code: EnrolCode): Promise<EnrolAnswer> {
    const answer = await this.#parts.ask(enrolTill, Enrolment, { code });
    if (answer.kind !== 'answered') return answer;
    await this.#parts.vault.write('till', JSON.stringify(answer.body));
    this.#become(answer.body);
    return { kind: 'enrolled', till: answer.body.till };
  }

  async forget(): Promise<void> {
    // From here on nothing is sent with this key, also while the file is being deleted.
    this.#become(null);
    await this.#parts.vault.clear('till');
  }

  /** Who may take this till over by PIN. */
  async people(): Promise<PeopleAnswer> {
    const { key } = this;
    const answer = await this.#parts.ask(listTillPeople, listTillPeople.replies[200]);
    if (answer.kind === 'answered') return { kind: 'people', people: answer.body.people };
    // An answer about the key of before says nothing about the one of now.
    const isOurs = key !== null && key === this.key;
    if (isOurs && answer.kind === 'refused' && answer.code === 'till.refused') await this.#parts.onRefused();
    return answer;
  }

  #become(enrolment: Enrolment | null): void {
    this.#enrolment = enrolment;
    this.#parts.onChange(this.state);
  }
}

function read(kept: string | null): Enrolment | null {
  try {
    return kept === null ? null : Enrolment.parse(JSON.parse(kept));
  } catch {
    return null;
  }
}
