import type { AccessClaims } from '../../http/authenticate.ts';
import type { Clock } from '../../platform/clock.ts';

/** What a person's document says about the tokens of that person. */
export interface Standing {
  readonly userId: string;
  readonly roleVersion: number;
  readonly isDisabled: boolean;
}

/** All that is revoked as the database has it: people who aren't on their first role, and what ended lately. */
export interface RevocationState {
  readonly standings: readonly Standing[];
  readonly endedSessions: readonly string[];
  readonly revokedTills: readonly string[];
  /** Whose account is gone, or about to be: no document says any more what became of their tokens. */
  readonly erasedPeople: readonly string[];
}

/** `gone`: a session that has ended, a till that was revoked or a person who was erased, by id. */
export type RevocationChange =
  | { readonly kind: 'standing'; readonly standing: Standing }
  | { readonly kind: 'gone'; readonly id: string };

export type RevocationReason = 'role-changed' | 'disabled' | 'till-revoked' | 'session-ended';

/**
 * What must be refused although its signature is good, in memory: no request waits for a database to learn it. Only
 * what is revoked is kept, so a server knows a few members of staff and the sign-outs of the last minutes.
 */
export class Revocations {
  #standings: ReadonlyMap<string, Standing> = new Map();
  /** Ids of sessions, tills and people, with the time after which no token of theirs can be alive. */
  readonly #gone = new Map<string, number>();
  readonly #listeners = new Set<() => void>();
  readonly #clock: Clock;
  readonly #keepMs: number;

  /** `keepMs` is how long a token of an ended session may outlive it: longer than any token lives. */
  constructor(clock: Clock, keepMs: number) {
    this.#clock = clock;
    this.#keepMs = keepMs;
  }

  /** Why these claims count no more, or null. */
  readonly reasonAgainst = ({ sub, sid, rv, till }: AccessClaims): RevocationReason | null => {
    const standing = this.#standings.get(sub);
    if (standing?.isDisabled) return 'disabled';
    if (standing && rv < standing.roleVersion) return 'role-changed';
    if (till !== null && this.#gone.has(till)) return 'till-revoked';
    return this.#gone.has(sid) || this.#gone.has(sub) ? 'session-ended' : null;
  };

  /** Takes over what the database says as a whole. What is gone never comes back, so nothing of that is forgotten. */
  replace({ standings, endedSessions, revokedTills, erasedPeople }: RevocationState): void {
    this.#standings = new Map(standings.map((standing) => [standing.userId, standing]));
    for (const id of [...revokedTills, ...endedSessions, ...erasedPeople]) this.#addGone(id);
    this.#tell();
  }

  apply(change: RevocationChange): void {
    if (change.kind === 'gone') this.#addGone(change.id);
    else this.#standings = new Map(this.#standings).set(change.standing.userId, change.standing);
    this.#tell();
  }

  /** Calls after every change; answers how to end that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #addGone(id: string): void {
    const nowMs = this.#clock.now().getTime();
    // A Map keeps its order, and every entry lives equally long: the oldest are in front.
    for (const [oldest, untilMs] of this.#gone) {
      if (untilMs > nowMs) break;
      this.#gone.delete(oldest);
    }
    if (!this.#gone.has(id)) this.#gone.set(id, nowMs + this.#keepMs);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
