import type { SignedInBy } from '@foyer/shared/http/sign-in';
import { SessionId, TillId, UserId } from '@foyer/shared/ids';
import { Role } from '@foyer/shared/roles';
import type { Connection } from 'mongoose';
import type { CollectionRule } from '../../platform/indexes.ts';
import { certainReadMs, duplicateKeyOf } from '../../platform/mongo.ts';
import type { SessionClient } from './client.policy.ts';
import type { ProviderPerson } from './identity-provider.ts';
import { personKeys } from './person-keys.ts';
import { oneTimeCodeModel, type OneTimeCodeDocument } from './one-time-code.model.ts';
import type { RotationState } from './rotation.policy.ts';
import { retiredSessionIndexes, sessionModel, type SessionDocument } from './session.model.ts';
import { signInAttemptModel, type SignInAttemptDocument } from './sign-in-attempt.model.ts';
import { userModel, type UserDocument } from './user.model.ts';

export interface User {
  readonly id: UserId;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly roleVersion: number;
  /** Null for somebody who may sign in. */
  readonly disabledAt: Date | null;
  /** With Google. */
  readonly lastSignInAt: Date;
}

export interface Session {
  readonly id: SessionId;
  readonly userId: UserId;
  readonly rotation: RotationState;
  readonly client: SessionClient;
  /** The till that it is bound to. */
  readonly tillId: TillId | null;
  readonly signedInBy: SignedInBy;
  readonly createdAt: Date;
}

/** Everything that identity stores. What is taken can be taken once, however many ask at the same time. */
export interface IdentityRepository {
  saveAttempt(attempt: SignInAttemptDocument): Promise<void>;
  takeAttempt(stateHash: string, browserSecretHash: string): Promise<SignInAttemptDocument | null>;
  saveCode(code: OneTimeCodeDocument): Promise<void>;
  takeCode(codeHash: string): Promise<OneTimeCodeDocument | null>;
  /** Finds the person by the provider's `sub`, or makes a USER with the given id, and notes what it said. */
  welcome(person: ProviderPerson, newId: string, at: Date): Promise<User>;
  findUser(id: UserId): Promise<User | null>;
  /** Unknown ids are left out. */
  findUsers(ids: readonly UserId[]): Promise<readonly User[]>;
  /** Names by user id; unknown ids are left out. */
  namesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Another role: access tokens of the one before are refused from now on. */
  setRole(id: UserId, role: Role): Promise<void>;
  /** Whether there is an ADMIN who may sign in. */
  hasAdmin(): Promise<boolean>;
  saveSession(session: Session): Promise<void>;
  /** Live ones, the latest used first. */
  sessionsOf(userId: UserId, now: Date): Promise<readonly Session[]>;
  findSession(id: SessionId): Promise<Session | null>;
  /** Moves a session on if `fromHash` is still its latest token; false when another request was first. */
  rotateSession(id: SessionId, fromHash: string, to: RotationState): Promise<boolean>;
  /** False when it had ended already. */
  endSession(id: SessionId, at: Date): Promise<boolean>;
  /** The same for a session of this person; false where it is somebody else's, too. */
  endSessionOf(userId: UserId, id: SessionId, at: Date): Promise<boolean>;
  /** How many there were. */
  endSessionsOf(userId: UserId, at: Date): Promise<number>;
  /** Those that were begun by PIN; how many there were. */
  endPinSessionsOf(userId: UserId, at: Date): Promise<number>;
  /** Those that are bound to the till; how many there were. */
  endSessionsAt(tillId: TillId, at: Date): Promise<number>;
  /** Until when each of these sessions lives if nobody refreshes it; those that have ended are left out. */
  endsOf(ids: readonly string[]): Promise<ReadonlyMap<string, Date>>;
}

/** The collections of identity, for the migration and the index gate. */
export function identityModels(connection: Connection): readonly CollectionRule[] {
  return [
    { model: userModel(connection), retiredIndexes: ['role_1'] },
    { model: sessionModel(connection), retiredIndexes: retiredSessionIndexes },
    { model: signInAttemptModel(connection) },
    { model: oneTimeCodeModel(connection) },
  ];
}

/** Gives people whom an earlier release made what this one finds them by. Safe to repeat and to race. */
export async function completeUsers(connection: Connection): Promise<void> {
  const users = userModel(connection);
  const old = users.find({ nameKey: null }).lean<UserDocument>();
  for await (const { _id, name, email } of old.cursor()) {
    const missing = { ...personKeys({ name, email }), roleVersion: 1, disabledAt: null };
    await users.updateOne({ _id, nameKey: null }, { $set: missing });
  }
}

export function createIdentityRepository(connection: Connection): IdentityRepository {
  const users = userModel(connection);
  const sessions = sessionModel(connection);
  const attempts = signInAttemptModel(connection);
  const codes = oneTimeCodeModel(connection);

  async function upsertUser(person: ProviderPerson, newId: string, at: Date): Promise<UserDocument> {
    const { sub, email, name } = person;
    return users
      .findOneAndUpdate(
        { googleSub: sub },
        {
          $set: { email, name, ...personKeys(person), lastSignInAt: at },
          $setOnInsert: { _id: newId, role: 'USER', roleVersion: 1, disabledAt: null, createdAt: at },
        },
        { upsert: true, returnDocument: 'after' },
      )
      .lean<UserDocument>()
      .orFail();
  }

  return {
    saveAttempt: async (attempt) => {
      await attempts.create(attempt);
    },
    takeAttempt: (stateHash, browserSecretHash) =>
      attempts.findOneAndDelete({ _id: stateHash, browserSecretHash }).lean<SignInAttemptDocument>().exec(),
    saveCode: async (code) => {
      await codes.create(code);
    },
    takeCode: (codeHash) => codes.findOneAndDelete({ _id: codeHash }).lean<OneTimeCodeDocument>().exec(),
    welcome: async (person, newId, at) => {
      try {
        return userOf(await upsertUser(person, newId, at));
      } catch (error) {
        // Two first sign-ins of one person at once: the other one has made the document.
        if (duplicateKeyOf(error) === null) throw error;
        return userOf(await upsertUser(person, newId, at));
      }
    },
    findUser: async (id) => {
      const found = await users.findById(id).lean<UserDocument>().exec();
      return found && userOf(found);
    },
    findUsers: async (ids) => {
      const found = await users.find({ _id: { $in: [...ids] } }).lean<UserDocument[]>();
      return found.map(userOf);
    },
    namesOf: async (ids) => {
      const found = await users.find({ _id: { $in: [...ids] } }, { name: 1 }).lean<UserDocument[]>();
      return new Map(found.map(({ _id, name }) => [_id, name]));
    },
    setRole: async (id, role) => {
      await users.updateOne({ _id: id, role: { $ne: role } }, { $set: { role }, $inc: { roleVersion: 1 } });
    },
    hasAdmin: async () => (await users.exists({ role: 'ADMIN', disabledAt: null })) !== null,
    saveSession: async ({ id, rotation, ...session }) => {
      const removeAt = removalAfter(rotation.expiresAt);
      await sessions.create({ _id: id, ...session, ...rotation, removeAt });
    },
    sessionsOf: async (userId, now) => {
      const found = await sessions
        .find({ userId, ...alive, expiresAt: { $gt: now } })
        .sort({ lastUsedAt: -1, _id: 1 })
        .limit(mostListed)
        .lean<SessionDocument[]>();
      return found.map(sessionOf);
    },
    // A request that lost the race must see the winner's write, which a majority read may not show yet.
    findSession: async (id) => {
      const found = await sessions
        .findById(id)
        .read('primary')
        .readConcern('linearizable')
        .maxTimeMS(certainReadMs)
        .lean<SessionDocument>()
        .exec();
      return found && !found.endedAt ? sessionOf(found) : null;
    },
    rotateSession: async (id, fromHash, to) => {
      const moved = await sessions.updateOne(
        { _id: id, latestHash: fromHash, ...alive },
        { $set: { ...to, removeAt: removalAfter(to.expiresAt) } },
      );
      return moved.matchedCount === 1;
    },
    endSession: async (id, at) =>
      (await sessions.updateOne({ _id: id, ...alive }, { $set: ended(at) })).modifiedCount === 1,
    endSessionOf: async (userId, id, at) =>
      (await sessions.updateOne({ _id: id, userId, ...alive }, { $set: ended(at) })).modifiedCount === 1,
    endSessionsOf: async (userId, at) =>
      (await sessions.updateMany({ userId, ...alive }, { $set: ended(at) })).modifiedCount,
    endPinSessionsOf: async (userId, at) =>
      (await sessions.updateMany({ userId, signedInBy: 'PIN', ...alive }, { $set: ended(at) })).modifiedCount,
    endSessionsAt: async (tillId, at) =>
      (await sessions.updateMany({ tillId, ...alive }, { $set: ended(at) })).modifiedCount,
    endsOf: async (ids) => {
      const found = await sessions
        .find({ _id: { $in: [...ids] }, ...alive }, { expiresAt: 1 })
        .lean<Pick<SessionDocument, '_id' | 'expiresAt'>[]>();
      return new Map(found.map(({ _id, expiresAt }) => [_id, expiresAt]));
    },
  };
}

/** Nobody has so many clients; a person who does sees the latest. */
const mostListed = 100;

/** A session is kept for a day after its end: every server hears of it, and a refresh is told why it comes too late. */
const keepEndedMs = 86_400_000;
const alive = { endedAt: { $exists: false } } as const;

function ended(at: Date): Pick<SessionDocument, 'endedAt' | 'removeAt'> {
  return { endedAt: at, removeAt: removalAfter(at) };
}

function removalAfter(end: Date): Date {
  return new Date(end.getTime() + keepEndedMs);
}

function userOf({ _id, email, name, role, roleVersion, disabledAt, lastSignInAt }: UserDocument): User {
  return {
    id: UserId.parse(_id),
    email,
    name,
    role: Role.parse(role),
    roleVersion,
    disabledAt: disabledAt ?? null,
    lastSignInAt,
  };
}

function sessionOf(found: SessionDocument): Session {
  const { latestHash, predecessorHash, retiredHash, retiredUntil, expiresAt, endsAt, client } = found;
  const { createdAt, lastUsedAt = createdAt } = found;
  return {
    id: SessionId.parse(found._id),
    userId: UserId.parse(found.userId),
    rotation: { latestHash, predecessorHash, retiredHash, retiredUntil, expiresAt, endsAt, lastUsedAt },
    tillId: found.tillId ? TillId.parse(found.tillId) : null,
    signedInBy: found.signedInBy ?? 'GOOGLE',
    client: client ? { kind: client.kind, name: client.name } : { kind: 'WEB', name: null },
    createdAt,
  };
}
