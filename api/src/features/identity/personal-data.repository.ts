import type { PersonExport } from '@foyer/shared/http/privacy';
import { SessionId, TillId, UserId } from '@foyer/shared/ids';
import { Role } from '@foyer/shared/roles';
import type { Connection } from 'mongoose';
import { oneTimeCodeModel } from './one-time-code.model.ts';
import { sessionModel, type SessionDocument } from './session.model.ts';
import { userModel, type UserDocument } from './user.model.ts';

interface Unused {
  readonly id: UserId;
  readonly email: string;
}

export type IdentityPersonalData = ReturnType<typeof createIdentityPersonalData>;

/** What identity keeps about people, to hand out and to take away. */
export function createIdentityPersonalData(connection: Connection) {
  const users = userModel(connection);
  const sessions = sessionModel(connection);
  const codes = oneTimeCodeModel(connection);
  return {
    account: async (id: UserId): Promise<PersonExport['account'] | null> => {
      const found = await users.findById(id).lean<UserDocument>();
      return found && accountOf(found);
    },
    sessions: async (userId: UserId): Promise<PersonExport['sessions']> =>
      (await sessions.find({ userId }).sort({ createdAt: -1 }).lean<SessionDocument[]>()).map(sessionOf),
    /** Ends the sessions on every server, and leaves nothing in them about the person's programs. */
    eraseSessions: async (userId: UserId, now: Date): Promise<void> => {
      await codes.deleteMany({ userId });
      await sessions.updateMany({ userId, endedAt: { $exists: false } }, { $set: { endedAt: now } });
      await sessions.updateMany({ userId }, { $set: { 'client.name': null } });
    },
    removeAccount: async (id: UserId): Promise<void> => {
      await users.deleteOne({ _id: id });
    },
    /** Customers who could sign in and have not since. */
    async *unusedSince(since: Date): AsyncGenerator<Unused> {
      const isUnused = { role: 'USER', disabledAt: null, lastSignInAt: { $lt: since } } as const;
      const found = users.find(isUnused, { email: 1 }).lean<Pick<UserDocument, '_id' | 'email'>>();
      for await (const { _id, email } of found.cursor()) yield { id: UserId.parse(_id), email };
    },
  };
}

function accountOf(found: UserDocument): PersonExport['account'] {
  const { _id, name, email, googleSub, role, createdAt, lastSignInAt, disabledAt } = found;
  return {
    id: UserId.parse(_id),
    name,
    email,
    googleSub,
    role: Role.parse(role),
    createdAt: createdAt.toISOString(),
    lastSignInAt: lastSignInAt.toISOString(),
    disabledAt: disabledAt?.toISOString() ?? null,
  };
}

function sessionOf(found: SessionDocument): PersonExport['sessions'][number] {
  const { _id, createdAt, lastUsedAt = createdAt, expiresAt, endedAt, client, tillId } = found;
  return {
    id: SessionId.parse(_id),
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    signedInBy: found.signedInBy ?? 'GOOGLE',
    tillId: tillId ? TillId.parse(tillId) : null,
    client: client ? { kind: client.kind, name: client.name } : { kind: 'WEB', name: null },
  };
}
