/** How the refusals of tills and PINs are brought about. */
import { openDrawer } from '@foyer/shared/http/approvals';
import { createBooking, exchangeBooking, payBooking, voidBooking } from '@foyer/shared/http/booking-flow';
import { confirmBooking, refundBooking } from '@foyer/shared/http/bookings';
import { signInByPin } from '@foyer/shared/http/pin';
import {
  enrolTill,
  getOwnTill,
  issueTillCode,
  listTillPeople,
  revokeTill,
  tillHeader,
} from '@foyer/shared/http/tills';
import { TillId, UserId } from '@foyer/shared/ids';
import type { ProblemCode } from '@foyer/shared/problems';
import { Client } from './client.ts';
import { hold, never, open, sell, type Provoke, type Stage } from './provocation-steps.ts';
import { enrolledTill, newTill, pinPerson, revoke, tryPin } from './tills.ts';

type Provocations = Readonly<Partial<Record<ProblemCode, Provoke>>>;

export const wrongTillKey = { [tillHeader]: 'til_never.wrong' };
const noTill = { params: { id: TillId.parse('til_never') } };
const reason = 'a test';
const nobody = { userId: UserId.parse('usr_never'), pin: '2580' };

export const ofTills: Readonly<Record<string, Provocations>> = {
  issueTillCode: {
    'till.not-found': async ({ box }) => (await box.actAs('MANAGER').call(issueTillCode, noTill)).code,
    'till.state': async ({ box }) => {
      const till = await newTill(box);
      await revoke(box, till);
      return (await box.actAs('MANAGER').call(issueTillCode, { params: { id: till.id } })).code;
    },
  },
  revokeTill: {
    'till.not-found': async ({ box }) =>
      (await box.actAs('MANAGER').call(revokeTill, { ...noTill, body: { reason } })).code,
  },
  enrolTill: {
    'till.refused': async ({ box }) =>
      (await box.anonymous.call(enrolTill, { body: { code: '0000-0000-0000' } })).code,
  },
  getOwnTill: {
    'till.refused': async ({ box }) => (await box.anonymous.call(getOwnTill)).code,
  },
  listTillPeople: {
    'till.refused': async ({ box }) =>
      (await box.anonymous.call(listTillPeople, { headers: wrongTillKey })).code,
  },
  signInByPin: {
    'till.refused': async ({ box }) => (await box.anonymous.call(signInByPin, { body: nobody })).code,
    'pin.refused': async ({ box }) => {
      const { headers } = await enrolledTill(box);
      return (await box.anonymous.call(signInByPin, { body: nobody, headers })).code;
    },
    'pin.locked': async ({ box }) => {
      const till = await enrolledTill(box);
      const { id } = await pinPerson(box, till);
      const wrong = { id, pin: '1470' };
      for (let index = 0; index < 5; index += 1) await tryPin(box, till, wrong);
      return (await tryPin(box, till, wrong)).code;
    },
  },
};

const cash = [{ tender: 'CASH' as const, amountMinor: 1_000 }];

/** What the counter does at a server that wants a till for it, in a session that has none. */
export const atTills = {
  confirmBooking: async ({ box, strict }) =>
    (await box.actAs('CASHIER', undefined, strict).call(confirmBooking, { ...open, body: { holdId: never } }))
      .code,
  payBooking: async ({ box, strict }) => {
    const clerk = box.actAs('CASHIER', undefined, strict);
    const { id: holdId } = await hold(clerk, 'A6');
    const { id } = (await clerk.call(createBooking, { body: { holdId } })).body.booking;
    return (await clerk.call(payBooking, { params: { id }, body: { payments: cash } })).code;
  },
  exchangeBooking: async ({ box, strict }) => {
    const clerk = box.actAs('CASHIER');
    const { id } = await sell(clerk, ['A7']);
    const { id: holdId } = await hold(clerk, 'E2');
    const payments = [{ tender: 'CASH' as const, amountMinor: 300 }];
    const parts = { params: { id }, body: { holdId, reason, payments } };
    return (await new Client(strict, clerk.accessToken).call(exchangeBooking, parts)).code;
  },
  refundBooking: (stage) => givenBack(stage, refundBooking, 'A8'),
  voidBooking: (stage) => givenBack(stage, voidBooking, 'A9'),
  openDrawer: async ({ strict, box }) =>
    (await box.actAs('CASHIER', undefined, strict).call(openDrawer, { body: { reason } })).code,
} as const satisfies Readonly<Record<string, Provoke>>;

/** Cash of a sale that was made before the house wanted tills. */
async function givenBack(
  { box, strict }: Stage,
  contract: typeof refundBooking | typeof voidBooking,
  seat: string,
): Promise<ProblemCode | null> {
  const clerk = box.actAs('CASHIER');
  const { id } = await sell(clerk, [seat]);
  return (await new Client(strict, clerk.accessToken).call(contract, { params: { id }, body: { reason } }))
    .code;
}
