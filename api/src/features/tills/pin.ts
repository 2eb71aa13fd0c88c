import type { UserId } from '@foyer/shared/ids';
import type { PinTries } from './pin-lockout.policy.ts';

/** A PIN as it is stored, with all that is needed to compute it again. */
export interface PinHash {
  /** Which of the server's keys is part of it: once that key is gone, so is the PIN. */
  readonly keyId: string;
  readonly salt: string;
  readonly hash: string;
  readonly memoryKib: number;
  readonly passes: number;
}

/** Computes PIN hashes, off the thread that answers requests. */
export interface PinHasher {
  readonly hash: (userId: UserId, pin: string) => Promise<PinHash>;
  /** With no hash the work is the same, and the answer is no. */
  readonly matches: (userId: UserId, pin: string, stored: PinHash | null) => Promise<boolean>;
}

/** How often somebody tried; `version` counts the writes. */
export interface TriesRecord extends PinTries {
  readonly version: number;
}

export interface PinRepository {
  /** False where there was none. */
  readonly remove: (userId: UserId) => Promise<boolean>;
  readonly find: (userId: UserId) => Promise<PinHash | null>;
  /** Which of these people have one. */
  readonly having: (userIds: readonly UserId[]) => Promise<ReadonlySet<string>>;
  /** Also of people who are nobody. */
  readonly triesOf: (userId: UserId) => Promise<TriesRecord>;
  /** Writes the next state if nobody else has since `version`; `at` is now. */
  readonly moveTries: (
    userId: UserId,
    version: number,
    next: PinTries & { readonly at: Date },
  ) => Promise<boolean>;
  readonly forgetTries: (userId: UserId) => Promise<void>;
  /** Not for people who are still there: it gives all tries back and forgets the locks. */
  readonly removeTries: (userId: UserId) => Promise<void>;
  readonly locksOf: (userIds: readonly UserId[]) => Promise<ReadonlyMap<string, Date>>;
}
