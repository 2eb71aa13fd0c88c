import { Role } from '@foyer/shared/roles';
import { Schema, type Connection, type Model } from 'mongoose';
import { modelOn } from '../../platform/models.ts';

/** An invitation that waits. One that was used or withdrawn is gone: the audit knows of it, without the address. */
export interface InvitationDocument {
  readonly _id: string;
  /** In lower case. */
  readonly email: string;
  readonly role: Role;
  /** User id of who gives the role: whether they still may is asked when it is taken. */
  readonly invitedBy: string;
  readonly invitedAt: Date;
  readonly expiresAt: Date;
}

const schema = new Schema<InvitationDocument>(
  {
    _id: { type: String, required: true },
    email: { type: String, required: true },
    role: { type: String, enum: Role.options, required: true },
    invitedBy: { type: String, required: true },
    invitedAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  { strict: 'throw', autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ email: 1 }, { unique: true });
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export function invitationModel(connection: Connection): Model<InvitationDocument> {
  return modelOn<InvitationDocument>(connection, { name: 'Invitation', collection: 'invitations' }, schema);
}
