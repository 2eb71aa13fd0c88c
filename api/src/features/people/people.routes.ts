import {
  changeRole,
  disablePerson,
  enablePerson,
  invitePerson,
  listInvitations,
  listPeople,
  withdrawInvitation,
} from '@foyer/shared/http/people';
import { bind, type Route } from '../../http/bind.ts';
import type { InvitationService } from './invitation.service.ts';
import type { PeopleService } from './people.service.ts';

export interface PeopleRouteNeeds {
  readonly people: PeopleService;
  readonly invitations: InvitationService;
}

/** Addresses of people lie in no cache. */
const headers = { 'cache-control': 'no-store' };

export function peopleRoutes({ people, invitations }: PeopleRouteNeeds): readonly Route[] {
  return [
    bind(listPeople, async ({ actor, query }) => {
      return { status: 200, body: await people.list(actor, query), headers };
    }),
    bind(listInvitations, async ({ actor, query }) => {
      return { status: 200, body: await invitations.list(actor, query), headers };
    }),
    bind(invitePerson, async ({ actor, body, context }) => {
      return { status: 200, body: await invitations.invite({ actor, origin: context }, body), headers };
    }),
    bind(withdrawInvitation, async ({ actor, params, context }) => {
      await invitations.withdraw({ actor, origin: context }, params.id);
      return { status: 204 };
    }),
    bind(changeRole, async ({ actor, params, body, context }) => {
      const person = await people.changeRole({ actor, origin: context }, params.id, body);
      return { status: 200, body: { person }, headers };
    }),
    bind(disablePerson, async ({ actor, params, body, context }) => {
      const person = await people.disable({ actor, origin: context }, params.id, body.reason);
      return { status: 200, body: { person }, headers };
    }),
    bind(enablePerson, async ({ actor, params, context }) => {
      const person = await people.enable({ actor, origin: context }, params.id);
      return { status: 200, body: { person }, headers };
    }),
  ];
}
