/** How the refusals of managing people are brought about. */
import {
  changeRole,
  disablePerson,
  enablePerson,
  invitePerson,
  withdrawInvitation,
} from '@foyer/shared/http/people';
import { getMe } from '@foyer/shared/http/sign-in';
import { InvitationId, UserId } from '@foyer/shared/ids';
import type { ProblemCode } from '@foyer/shared/problems';
import type { Client } from './client.ts';
import type { Provoke, Stage } from './provocation-steps.ts';

type Provocations = Readonly<Partial<Record<ProblemCode, Provoke>>>;

const nobody = { params: { id: UserId.parse('usr_never') } };
const noInvitation = { params: { id: InvitationId.parse('inv_never') } };
const reason = 'a test';

/** A manager with the own id, who is above nobody's reach but the administrator's. */
async function manager({ box }: Stage): Promise<[Client, { readonly params: { readonly id: UserId } }]> {
  const client = await box.signIn('MANAGER');
  return [client, { params: { id: (await client.call(getMe)).body.user.id } }];
}

export const ofPeople: Readonly<Record<string, Provocations>> = {
  invitePerson: {
    'people.rule': async (stage) => {
      const [mara] = await manager(stage);
      return (await mara.call(invitePerson, { body: { email: 'new@example.test', role: 'ADMIN' } })).code;
    },
    'invitation.needless': async (stage) => {
      const [mara] = await manager(stage);
      const body = { email: 'Manager@example.test', role: 'CASHIER' as const };
      return (await mara.call(invitePerson, { body })).code;
    },
  },
  withdrawInvitation: {
    'people.rule': async (stage) => {
      const [mara] = await manager(stage);
      const ada = await stage.box.signIn('ADMIN');
      const body = { email: 'second-admin@example.test', role: 'ADMIN' as const };
      const { id } = (await ada.call(invitePerson, { body })).body.invitation;
      return (await mara.call(withdrawInvitation, { params: { id } })).code;
    },
    'invitation.not-found': async (stage) => {
      const [mara] = await manager(stage);
      return (await mara.call(withdrawInvitation, noInvitation)).code;
    },
  },
  changeRole: {
    'people.rule': async (stage) => {
      const [mara, own] = await manager(stage);
      return (await mara.call(changeRole, { ...own, body: { role: 'CASHIER' } })).code;
    },
    'person.not-found': async (stage) => {
      const [mara] = await manager(stage);
      return (await mara.call(changeRole, { ...nobody, body: { role: 'CASHIER' } })).code;
    },
  },
  disablePerson: {
    'people.rule': async (stage) => {
      const [mara, own] = await manager(stage);
      return (await mara.call(disablePerson, { ...own, body: { reason } })).code;
    },
    'person.not-found': async (stage) => {
      const [mara] = await manager(stage);
      return (await mara.call(disablePerson, { ...nobody, body: { reason } })).code;
    },
  },
  enablePerson: {
    'people.rule': async (stage) => {
      const [mara, own] = await manager(stage);
      return (await mara.call(enablePerson, own)).code;
    },
    'person.not-found': async (stage) => {
      const [mara] = await manager(stage);
      return (await mara.call(enablePerson, nobody)).code;
    },
  },
};
