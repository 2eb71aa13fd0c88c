import { removePin, setPin, signInByPin } from '@foyer/shared/http/pin';
import {
  addTill,
  enrolTill,
  getOwnTill,
  issueTillCode,
  listTillPeople,
  listTills,
  revokeTill,
  tillHeader,
} from '@foyer/shared/http/tills';
import { bind, type Route } from '../../http/bind.ts';
import type { Identity } from '../identity/identity.ts';
import type { PinService } from './pin.service.ts';
import type { TillDoor } from './till-door.service.ts';
import type { TillService } from './till.service.ts';

export interface TillRouteNeeds {
  readonly tills: TillService;
  readonly door: TillDoor;
  readonly pins: PinService;
  readonly beginByPin: Identity['beginByPin'];
}

/** Keys, codes and names of people lie in no cache. */
const headers = { 'cache-control': 'no-store' };

export function tillRoutes({ tills, door, pins, beginByPin }: TillRouteNeeds): readonly Route[] {
  return [
    bind(listTills, async () => {
      return { status: 200, body: { tills: await tills.list() }, headers };
    }),
    bind(addTill, async ({ actor, body, context }) => {
      return { status: 201, body: await tills.add({ actor, origin: context }, body.name), headers };
    }),
    bind(issueTillCode, async ({ actor, params, context }) => {
      return { status: 200, body: await tills.issueCode({ actor, origin: context }, params.id), headers };
    }),
    bind(revokeTill, async ({ actor, params, body, context }) => {
      const till = await tills.revoke({ actor, origin: context }, params.id, body.reason);
      return { status: 200, body: { till }, headers };
    }),
    bind(enrolTill, async ({ body, context }) => {
      return { status: 201, body: await tills.enrol(body.code, context), headers };
    }),
    bind(getOwnTill, async ({ header }) => {
      return { status: 200, body: { till: await door.require(header(tillHeader)) }, headers };
    }),
    bind(listTillPeople, async ({ header }) => {
      const people = await pins.peopleAt(await door.require(header(tillHeader)));
      return { status: 200, body: { people }, headers };
    }),
    bind(setPin, async ({ actor, body, context }) => {
      await pins.set({ actor, origin: context }, body.pin);
      return { status: 204 };
    }),
    bind(removePin, async ({ actor, context }) => {
      await pins.remove({ actor, origin: context });
      return { status: 204 };
    }),
    bind(signInByPin, async ({ body, header, context }) => {
      const till = await door.require(header(tillHeader));
      const user = await pins.check(till, body, context);
      const tokens = await beginByPin(user, context, { till, userAgent: header('user-agent') });
      // Another device may have taken the till's place while the PIN was computed; it has ended all sessions but this.
      await door.require(header(tillHeader));
      return { status: 200, body: tokens, headers };
    }),
  ];
}
