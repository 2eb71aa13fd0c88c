import type { InvitationId, UserId } from '@foyer/shared/ids';
import type { Role } from '@foyer/shared/roles';
import type { PinHash } from '../tills/pin.ts';
import type { Erasure } from './erasure.ts';

/** A person as managing people sees them. */
export interface PersonRecord {
  readonly id: UserId;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly disabledAt: Date | null;
  readonly lastSignInAt: Date;
  readonly nameKey: string;
}

export interface InvitationRecord {
  readonly id: InvitationId;
  /** In lower case. */
  readonly email: string;
  readonly role: Role;
  readonly invitedBy: UserId;
  readonly invitedAt: Date;
  readonly expiresAt: Date;
}

export interface PeopleFilter {
  readonly roles: readonly Role[] | null;
  /** Each is the beginning of some word of the name or of the address, folded by `searchKeyOf`. */
  readonly words: readonly string[];
}

/** A place in a list that is sorted by `key`, then by `id`. */
export interface Position {
  readonly key: string;
  readonly id: string;
}

export interface PageRequest {
  readonly after: Position | null;
  readonly limit: number;
}

/** What one change of people may do; all of it happens, or none. */
export interface PeopleChange {
  readonly person: (id: UserId) => Promise<PersonRecord | null>;
  readonly peopleAt: (email: string) => Promise<readonly PersonRecord[]>;
  /** Administrators who may sign in, beside this one. */
  readonly otherAdmins: (id: UserId) => Promise<number>;
  /** Counts the person's role version up. */
  readonly change: (
    id: UserId,
    to: { readonly role: Role } | { readonly disabledAt: Date | null },
  ) => Promise<void>;
  readonly savePin: (id: UserId, hash: PinHash, at: Date) => Promise<void>;
  readonly invitationFor: (email: string) => Promise<InvitationRecord | null>;
  readonly invitation: (id: InvitationId) => Promise<InvitationRecord | null>;
  readonly addInvitation: (invitation: InvitationRecord) => Promise<void>;
  readonly removeInvitation: (id: InvitationId) => Promise<void>;
  /** Answers the one that is open already, if there is one. */
  readonly openErasure: (erasure: Erasure) => Promise<Erasure>;
}

/** Everything that managing people stores and reads. */
export interface PeopleRepository {
  readonly find: (id: UserId) => Promise<PersonRecord | null>;
  /** By name. */
  readonly page: (filter: PeopleFilter, request: PageRequest) => Promise<readonly PersonRecord[]>;
  /** By address; only those that have not run out. */
  readonly invitations: (now: Date, request: PageRequest) => Promise<readonly InvitationRecord[]>;
  readonly findInvitation: (id: string) => Promise<InvitationRecord | null>;
  readonly nameOf: (id: UserId) => Promise<string | null>;
  /** Those to an address, and those that a person gave. */
  readonly invitationsAbout: (email: string | null, giver: UserId) => Promise<readonly InvitationRecord[]>;
  readonly removeInvitationsTo: (email: string) => Promise<void>;
  readonly hasInvitation: (email: string) => Promise<boolean>;
  /** Runs one change alone: whatever else changes people waits or is run again on what this one left. */
  readonly alone: <Result>(run: (change: PeopleChange) => Promise<Result>) => Promise<Result>;
  readonly endSessionsOf: (id: UserId) => Promise<number>;
}
