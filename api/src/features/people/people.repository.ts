import { InvitationId, UserId } from '@foyer/shared/ids';
import { isStaff, Role } from '@foyer/shared/roles';
import type { ClientSession, Connection, QueryFilter } from 'mongoose';
import type { CollectionRule } from '../../platform/indexes.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { searchKeyOf } from '../identity/person-keys.ts';
import { sessionModel } from '../identity/session.model.ts';
import { userModel, type UserDocument } from '../identity/user.model.ts';
import { erasureModel } from './erasure.model.ts';
import { openErasure } from './erasure.repository.ts';
import { pinModel } from '../tills/pin.model.ts';
import { invitationModel, type InvitationDocument } from './invitation.model.ts';
import type {
  InvitationRecord,
  PeopleChange,
  PeopleFilter,
  PeopleRepository,
  PersonRecord,
} from './people.ts';
import { peopleOrderModel } from './people-order.model.ts';

/** The collections of this feature, for the migration and the index gate. People themselves are identity's. */
export function peopleModels(connection: Connection): readonly CollectionRule[] {
  return [invitationModel, peopleOrderModel, erasureModel].map((model) => ({ model: model(connection) }));
}

const orderId = 'people';

export function createPeopleRepository(connection: Connection): PeopleRepository {
  const users = userModel(connection);
  const invitations = invitationModel(connection);
  const order = peopleOrderModel(connection);

  /** Outside of any transaction: one that makes a document which another one makes, too, is not run again. */
  async function makeOrder(): Promise<void> {
    await order.updateOne({ _id: orderId }, { $setOnInsert: { changes: 0 } }, { upsert: true });
  }

  function changeIn(session: ClientSession): PeopleChange {
    return {
      person: async (id) => {
        const found = await users.findById(id).session(session).lean<UserDocument>();
        return found && personOf(found);
      },
      peopleAt: async (email) => {
        const found = await users
          .find({ searchKeys: searchKeyOf(email) })
          .session(session)
          .lean<UserDocument[]>();
        return found.filter((user) => user.email.toLowerCase() === email).map(personOf);
      },
      otherAdmins: (id) =>
        users.countDocuments({ role: 'ADMIN', disabledAt: null, _id: { $ne: id } }).session(session),
      change: async (id, to) => {
        await users.updateOne({ _id: id }, { $set: to, $inc: { roleVersion: 1 } }).session(session);
        if (endsPin(to)) await pinModel(connection).deleteOne({ _id: id }).session(session);
      },
      savePin: async (id, hash, at) => {
        await pinModel(connection)
          .updateOne({ _id: id }, { $set: { ...hash, setAt: at } }, { upsert: true })
          .session(session);
      },
      invitationFor: async (email) => {
        const found = await invitations.findOne({ email }).session(session).lean<InvitationDocument>();
        return found && invitationOf(found);
      },
      invitation: async (id) => {
        const found = await invitations.findById(id).session(session).lean<InvitationDocument>();
        return found && invitationOf(found);
      },
      addInvitation: async ({ id, ...invitation }) => {
        await invitations.create([{ _id: id, ...invitation }], { session });
      },
      removeInvitation: async (id) => {
        await invitations.deleteOne({ _id: id }).session(session);
      },
      openErasure: (erasure) => openErasure(connection, session, erasure),
    };
  }

  return {
    find: async (id) => {
      const found = await users.findById(id).lean<UserDocument>();
      return found && personOf(found);
    },
    page: async (filter, { after, limit }) => {
      const conditions = [...conditionsOf(filter), ...(after ? [beyond('nameKey', after)] : [])];
      const found = await users
        .find(conditions.length > 0 ? { $and: conditions } : {})
        .sort({ nameKey: 1, _id: 1 })
        .limit(limit)
        .lean<UserDocument[]>();
      return found.map(personOf);
    },
    invitations: async (now, { after, limit }) => {
      const found = await invitations
        .find({ expiresAt: { $gt: now }, ...(after ? { email: { $gt: after.key } } : {}) })
        .sort({ email: 1 })
        .limit(limit)
        .lean<InvitationDocument[]>();
      return found.map(invitationOf);
    },
    findInvitation: async (id) => {
      const found = await invitations.findById(id).lean<InvitationDocument>();
      return found && invitationOf(found);
    },
    invitationsAbout: async (email, giver) => {
      const about = [{ invitedBy: giver }, ...(email === null ? [] : [{ email }])];
      return (await invitations.find({ $or: about }).lean<InvitationDocument[]>()).map(invitationOf);
    },
    removeInvitationsTo: async (email) => {
      await invitations.deleteMany({ email });
    },
    nameOf: async (id) => (await users.findById(id, { name: 1 }).lean<UserDocument>())?.name ?? null,
    hasInvitation: async (email) => (await invitations.exists({ email })) !== null,
    alone: async (run) => {
      await makeOrder();
      return inTransaction(connection, async (session) => {
        await order.updateOne({ _id: orderId }, { $inc: { changes: 1 } }).session(session);
        return run(changeIn(session));
      });
    },
    endSessionsOf: async (id) => (await sessionModel(connection).deleteMany({ userId: id })).deletedCount,
  };
}

/** A PIN is for staff who may sign in: it does not come back with the role or the account. */
function endsPin(to: Parameters<PeopleChange['change']>[1]): boolean {
  return 'role' in to ? !isStaff(to.role) : to.disabledAt !== null;
}

function conditionsOf({ roles, words }: PeopleFilter): readonly QueryFilter<UserDocument>[] {
  const begins = words.map((word) => ({ searchKeys: { $regex: `^${literally(word)}` } }));
  return [...(roles ? [{ role: { $in: [...roles] } }] : []), ...begins];
}

function beyond(field: 'nameKey', { key, id }: { readonly key: string; readonly id: string }) {
  return { $or: [{ [field]: { $gt: key } }, { [field]: key, _id: { $gt: id } }] };
}

/** The text as a regular expression that matches nothing else. */
function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}

function personOf(found: UserDocument): PersonRecord {
  const { _id, name, email, role, disabledAt, lastSignInAt, nameKey } = found;
  const known = { id: UserId.parse(_id), role: Role.parse(role), disabledAt: disabledAt ?? null };
  return { name, email, lastSignInAt, nameKey, ...known };
}

function invitationOf({ _id, role, invitedBy, ...found }: InvitationDocument): InvitationRecord {
  const ids = { id: InvitationId.parse(_id), invitedBy: UserId.parse(invitedBy) };
  return { ...found, ...ids, role: Role.parse(role) };
}
