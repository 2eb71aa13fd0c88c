import type { TillStatus } from '@foyer/shared/http/tills';
import type { TillId, UserId } from '@foyer/shared/ids';

/** A counter's device. Of its one-time code and of its key only hashes are kept. */
export interface TillRecord {
  readonly id: TillId;
  readonly name: string;
  readonly status: TillStatus;
  readonly createdAt: Date;
  readonly enrolledAt: Date | null;
  readonly revokedAt: Date | null;
  readonly lastSeenAt: Date | null;
  readonly keyHash: string | null;
}

/** A till whose key was shown. */
export interface KnownTill {
  readonly id: TillId;
  readonly name: string;
}

export interface NewCode {
  readonly codeHash: string;
  readonly codeExpiresAt: Date;
}

/** Everything that tills store. Each change is one write that says itself what it must find. */
export interface TillRepository {
  /** By name, the revoked ones last. */
  readonly list: () => Promise<readonly TillRecord[]>;
  readonly find: (id: TillId) => Promise<TillRecord | null>;
  readonly add: (till: Pick<TillRecord, 'id' | 'name' | 'createdAt'> & NewCode) => Promise<TillRecord>;
  /** Null for a till that is not there or was revoked. */
  readonly setCode: (id: TillId, code: NewCode) => Promise<TillRecord | null>;
  /** Uses a code that is good at this time up; answers the till as it was before, or null. */
  readonly enrol: (codeHash: string, keyHash: string, at: Date) => Promise<TillRecord | null>;
  /** Whether the code is there, good or run out. */
  readonly hasCode: (codeHash: string) => Promise<boolean>;
  /** Null for a till that is not there or was revoked before. */
  readonly revoke: (id: TillId, at: Date) => Promise<TillRecord | null>;
  readonly seen: (id: TillId, at: Date) => Promise<void>;
  /** Remembers that this person signed in here with Google. */
  readonly remember: (id: TillId, userId: UserId) => Promise<void>;
  /** Takes a person off all tills. */
  readonly forget: (userId: UserId) => Promise<void>;
  readonly peopleOf: (id: TillId) => Promise<readonly UserId[]>;
  /** Names by till id; unknown ids are left out. */
  readonly namesOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}
