import type { AuditActor } from '@foyer/shared/audit';
import type { UserId } from '@foyer/shared/ids';
import type { Origin } from '../identity/trail.ts';

/** Whose data it is. Once the account is gone, whatever else is theirs is found by the id alone. */
export interface Subject {
  readonly id: UserId;
  /** In lower case. */
  readonly email: string | null;
}

/** One part of the house that keeps something about people, and how to take a person out of it: safe to repeat. */
export interface Holding {
  readonly name: string;
  readonly erase: (subject: Subject, now: Date) => Promise<void>;
}

/** That a person is erased, and how far it is: kept for ever, without any word about who it was. */
export interface Erasure {
  readonly id: UserId;
  readonly by: AuditActor;
  readonly reason: string;
  readonly origin: Origin | null;
  readonly requestedAt: Date;
  /** Null until everything is gone. */
  readonly doneAt: Date | null;
}

export interface ErasureRepository {
  readonly find: (id: UserId) => Promise<Erasure | null>;
  /** Those that a worker has to look at: cut short by a crash, or due for their second look. */
  readonly due: (now: Date, limit: number) => Promise<readonly Erasure[]>;
  /** Notes that it is done, and when a worker looks once more; `null`: never. */
  readonly end: (
    id: UserId,
    ended: { readonly doneAt: Date; readonly lookAgainAt: Date | null },
  ) => Promise<void>;
}
