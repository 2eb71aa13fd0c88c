/** How the refusals about approvals are brought about. */
import {
  decideApproval,
  decideApprovalByPin,
  getApproval,
  openDrawer,
  requestApproval,
  withdrawApproval,
} from '@foyer/shared/http/approvals';
import { createBooking, exchangeBooking, voidBooking } from '@foyer/shared/http/booking-flow';
import { confirmBooking, refundBooking } from '@foyer/shared/http/bookings';
import { lockSeats, releaseSeats } from '@foyer/shared/http/holds';
import { ApprovalId, BookingId, TicketTypeId, UserId } from '@foyer/shared/ids';
import type { ProblemCode } from '@foyer/shared/problems';
import type { BoxOffice } from './box-office.ts';
import { firstSeats, shows } from './cinema.ts';
import type { Client } from './client.ts';
import { whileIn } from './provocations-of-admissions.ts';
import { hold, open, sell, whileItChanges, type Provoke } from './provocation-steps.ts';
import { withoutShift } from './provocations-of-shifts.ts';
import { atTills } from './provocations-of-tills.ts';
import { enrolledTill, pinPerson } from './tills.ts';

type Provocations = Readonly<Partial<Record<ProblemCode, Provoke>>>;

const approvalId = ApprovalId.parse('apr_never');
const unknown = { params: { id: approvalId } };
const reason = 'a test';
const grant = { decision: 'GRANT' as const };
const wrongPin = '1470';
const someManager = { userId: UserId.parse('usr_never'), pin: wrongPin };
const lockedManager = UserId.parse('usr_locked');

async function asked(client: Client) {
  const body = { kind: 'NO_SALE' as const, subject: {}, reason };
  const { id } = (await client.call(requestApproval, { body })).body.approval;
  return { params: { id } };
}

async function withdrawn({ box }: { readonly box: BoxOffice }) {
  const clerk = box.actAs('CASHIER');
  const parts = await asked(clerk);
  await clerk.call(withdrawApproval, parts);
  return parts;
}

/** A sale that its cashier may not give back alone: eleven seats are above the limit. */
async function dear(box: BoxOffice, more: { readonly approvalId?: ApprovalId }): Promise<ProblemCode | null> {
  const clerk = box.actAs('CASHIER');
  const late = { params: { id: shows.late } };
  const wanted = firstSeats(11);
  const held = await clerk.call(lockSeats, { ...late, body: { seats: wanted } });
  const { id } = (await clerk.call(confirmBooking, { ...late, body: { holdId: held.body.hold.id } })).body
    .booking;
  const { code } = await clerk.call(refundBooking, { params: { id }, body: { reason, ...more } });
  await box.actAs('MANAGER').call(refundBooking, { params: { id }, body: { reason } });
  return code;
}

/** Ten seats go back by the clerk alone, which is all there is; then a child takes the place of the eleventh guest. */
async function cheaper(
  box: BoxOffice,
  more: { readonly approvalId?: ApprovalId },
): Promise<ProblemCode | null> {
  const clerk = box.actAs('CASHIER');
  const late = { params: { id: shows.late } };
  const [spare, ...others] = firstSeats(12).toReversed();
  const held = await clerk.call(lockSeats, { ...late, body: { seats: others } });
  const sold = await clerk.call(confirmBooking, { ...late, body: { holdId: held.body.hold.id } });
  const params = { id: sold.body.booking.id };
  await clerk.call(refundBooking, { params, body: { reason, seats: others.slice(1) } });
  const next = await clerk.call(lockSeats, { ...late, body: { seats: spare ? [spare] : [] } });
  const { id: holdId, seats } = next.body.hold;
  const lines = seats.map((seat) => ({ seat, ticketTypeId: TicketTypeId.parse('child') }));
  const { code } = await clerk.call(exchangeBooking, { params, body: { holdId, lines, reason, ...more } });
  await clerk.call(releaseSeats, { ...late, body: { holdId } });
  await box.actAs('MANAGER').call(refundBooking, { params, body: { reason } });
  return code;
}

/** What a gift of a seat answers; the seat is not sold by it. */
async function gift(
  box: BoxOffice,
  contract: typeof confirmBooking | typeof createBooking,
  [seat, more]: readonly [string, { readonly approvalId?: ApprovalId }],
): Promise<ProblemCode | null> {
  const clerk = box.actAs('CASHIER');
  const held = await hold(clerk, seat);
  const adjustments = held.seats.map((one) => ({
    seat: one,
    priceMinor: 0,
    kind: 'COMP' as const,
    reason,
  }));
  const body = { holdId: held.id, adjustments, ...more };
  if (contract.path === createBooking.path) return (await clerk.call(createBooking, { body })).code;
  return (await clerk.call(confirmBooking, { ...open, body })).code;
}

const voided = (id: string, more = {}) => ({
  params: { id: BookingId.parse(id) },
  body: { reason, ...more },
});

export const confirmingAllowed: Provocations = {
  'approval.needed': ({ box }) => gift(box, confirmBooking, ['F1', {}]),
  'approval.unusable': ({ box }) => gift(box, confirmBooking, ['F2', { approvalId }]),
};

export const refundingAllowed: Provocations = {
  'approval.needed': ({ box }) => dear(box, {}),
  'approval.unusable': ({ box }) => dear(box, { approvalId }),
};

export const exchangingAllowed: Provocations = {
  'approval.needed': ({ box }) => cheaper(box, {}),
  'approval.unusable': ({ box }) => cheaper(box, { approvalId }),
};

export const creatingAllowed: Provocations = {
  'approval.needed': ({ box }) => gift(box, createBooking, ['F3', {}]),
  'approval.unusable': ({ box }) => gift(box, createBooking, ['F5', { approvalId }]),
};

export const ofApprovals: Readonly<Record<string, Provocations>> = {
  getApproval: {
    'approval.not-found': async ({ box }) => (await box.actAs('CASHIER').call(getApproval, unknown)).code,
  },
  decideApproval: {
    'approval.not-found': async ({ box }) =>
      (await box.actAs('MANAGER').call(decideApproval, { ...unknown, body: grant })).code,
    'approval.own': async ({ box }) => {
      const manager = box.actAs('MANAGER');
      return (await manager.call(decideApproval, { ...(await asked(manager)), body: grant })).code;
    },
    'approval.state': async (stage) => {
      const parts = { ...(await withdrawn(stage)), body: grant };
      return (await stage.box.actAs('MANAGER').call(decideApproval, parts)).code;
    },
  },
  decideApprovalByPin: {
    'approval.not-found': async ({ box }) =>
      (await box.actAs('CASHIER').call(decideApprovalByPin, { ...unknown, body: someManager })).code,
    'approval.own': async ({ box }) => {
      const { id, client } = await pinPerson(box, await enrolledTill(box));
      const body = { userId: id, pin: wrongPin };
      return (await client.call(decideApprovalByPin, { ...(await asked(client)), body })).code;
    },
    'approval.state': async ({ box }) => {
      const { client } = await pinPerson(box, await enrolledTill(box));
      const parts = await asked(client);
      await client.call(withdrawApproval, parts);
      return (await client.call(decideApprovalByPin, { ...parts, body: someManager })).code;
    },
    'till.needed': async ({ box }) => {
      const clerk = box.actAs('CASHIER');
      return (await clerk.call(decideApprovalByPin, { ...(await asked(clerk)), body: someManager })).code;
    },
    'pin.refused': async ({ box }) => {
      const { client } = await pinPerson(box, await enrolledTill(box));
      return (await client.call(decideApprovalByPin, { ...(await asked(client)), body: someManager })).code;
    },
    'pin.locked': async ({ box }) => {
      const { client } = await pinPerson(box, await enrolledTill(box));
      const parts = { ...(await asked(client)), body: { ...someManager, userId: lockedManager } };
      for (let index = 0; index < 5; index += 1) await client.call(decideApprovalByPin, parts);
      return (await client.call(decideApprovalByPin, parts)).code;
    },
  },
  withdrawApproval: {
    'approval.not-found': async ({ box }) =>
      (await box.actAs('CASHIER').call(withdrawApproval, unknown)).code,
    'approval.state': async ({ box }) => {
      const clerk = box.actAs('CASHIER');
      const parts = await asked(clerk);
      await box.actAs('MANAGER').call(decideApproval, { ...parts, body: { decision: 'REFUSE' } });
      return (await clerk.call(withdrawApproval, parts)).code;
    },
  },
  openDrawer: {
    'till.needed': atTills.openDrawer,
    'shift.needed': withoutShift.openDrawer,
    'approval.needed': async ({ box }) =>
      (await box.actAs('CASHIER').call(openDrawer, { body: { reason } })).code,
    'approval.unusable': async ({ box }) =>
      (await box.actAs('CASHIER').call(openDrawer, { body: { reason, approvalId } })).code,
  },
  voidBooking: {
    'till.needed': atTills.voidBooking,
    'shift.needed': withoutShift.voidBooking,
    'seats.admitted': whileIn.voidBooking,
    'booking.not-found': async ({ box }) =>
      (await box.actAs('CASHIER').call(voidBooking, voided('b_never'))).code,
    'booking.state': async ({ box }) => {
      const manager = box.actAs('MANAGER');
      const { id } = await sell(manager, ['F6']);
      await manager.call(voidBooking, voided(id));
      return (await manager.call(voidBooking, voided(id))).code;
    },
    'version.conflict': ({ box }) =>
      whileItChanges(box, ['F7', 'F8'], (manager, { id }) => manager.call(voidBooking, voided(id))),
    'approval.needed': async ({ box }) => {
      const clerk = box.actAs('CASHIER');
      return (await clerk.call(voidBooking, voided((await sell(clerk, ['F9'])).id))).code;
    },
    'approval.unusable': async ({ box }) => {
      const clerk = box.actAs('CASHIER');
      return (await clerk.call(voidBooking, voided((await sell(clerk, ['C10'])).id, { approvalId }))).code;
    },
  },
};
