/** How the refusals of the booking flow are brought about. */
import {
  acceptOffer,
  cancelBooking,
  createBooking,
  declineOffer,
  exchangeBooking,
  getBooking,
  payBooking,
} from '@foyer/shared/http/booking-flow';
import type { Booking } from '@foyer/shared/http/bookings';
import { BookingId, HoldId, TicketTypeId } from '@foyer/shared/ids';
import type { ProblemCode } from '@foyer/shared/problems';
import { seats, shows } from './cinema.ts';
import type { Client } from './client.ts';
import { whileIn } from './provocations-of-admissions.ts';
import { creatingAllowed, exchangingAllowed } from './provocations-of-approvals.ts';
import { unfit } from './provocations-of-rules.ts';
import { withoutShift } from './provocations-of-shifts.ts';
import { atTills } from './provocations-of-tills.ts';
import {
  endedHold,
  hold,
  never,
  nowhere,
  sell,
  startAgain,
  withLoneCompanion,
  type Provoke,
  type Stage,
} from './provocation-steps.ts';

type Provocations = Readonly<Partial<Record<ProblemCode, Provoke>>>;

const unknown = { params: { id: BookingId.parse('b_never') } };
const reason = 'a test';
const online = (amountMinor: number, token?: string) => ({
  payments: [{ tender: 'ONLINE' as const, amountMinor, ...(token ? { token } : {}) }],
});

async function pending(buyer: Client, ...wanted: string[]): Promise<Booking> {
  const { id } = await hold(buyer, ...wanted);
  return (await buyer.call(createBooking, { body: { holdId: id } })).body.booking;
}

/** A booking of another buyer that has the seats although Redis was told nothing. */
async function ownUnheardOf({ box }: Stage, soldSeat: string, secretSeat: string): Promise<void> {
  const { id } = await sell(box.actAs('CASHIER'), [soldSeat]);
  const bookings = box.connection.collection<{ _id: string }>('bookings');
  const sold = await bookings.findOne({ _id: id });
  const own = { _id: `b_secret-${secretSeat}`, reference: `SECR-${secretSeat}`, seats: [secretSeat] };
  await bookings.insertOne({ ...sold, ...own });
}

const creating: Provocations = {
  'hold.not-found': async ({ box }) =>
    (await box.actAs('USER').call(createBooking, { body: { holdId: never } })).code,
  'showtime.not-found': async ({ box }) => {
    const holdId = HoldId.parse(`h_x~${nowhere.params.id}`);
    return (await box.actAs('USER').call(createBooking, { body: { holdId } })).code;
  },
  'showtime.closed': async ({ box }) => {
    const holdId = HoldId.parse(`h_x~${shows.past}`);
    return (await box.actAs('USER').call(createBooking, { body: { holdId } })).code;
  },
  'hold.expired': async (stage) => {
    const [owner, holdId] = await endedHold(stage, 'A3');
    return (await owner.call(createBooking, { body: { holdId } })).code;
  },
  'seats.taken': async (stage) => {
    await ownUnheardOf(stage, 'A4', 'A5');
    const guest = stage.box.actAs('USER');
    const { id } = await hold(guest, 'A5');
    return (await guest.call(createBooking, { body: { holdId: id } })).code;
  },
  'seats.rule': async ({ box }) => {
    const guest = box.actAs('USER');
    return withLoneCompanion(guest, (holdId) => guest.call(createBooking, { body: { holdId } }));
  },
};

const paying: Provocations = {
  'booking.not-found': async ({ box }) =>
    (await box.actAs('USER').call(payBooking, { ...unknown, body: online(1) })).code,
  'action.forbidden': async ({ box }) => {
    const body = { payments: [{ tender: 'CASH' as const, amountMinor: 1 }] };
    return (await box.actAs('USER').call(payBooking, { ...unknown, body })).code;
  },
  'booking.state': async ({ box }) => {
    const guest = box.actAs('USER');
    const booking = await pending(guest, 'B4');
    const parts = { params: { id: booking.id }, body: online(booking.totalMinor) };
    await guest.call(payBooking, parts);
    return (await guest.call(payBooking, parts)).code;
  },
  'payment.declined': async ({ box }) => {
    const guest = box.actAs('USER');
    const booking = await pending(guest, 'B5');
    const body = online(booking.totalMinor, 'pm_card_chargeDeclined');
    return (await guest.call(payBooking, { params: { id: booking.id }, body })).code;
  },
  'idempotency.in-progress': async ({ box }) => {
    const guest = box.actAs('USER');
    const booking = await pending(guest, 'B6');
    const parts = { params: { id: booking.id }, body: online(booking.totalMinor), key: 'pay-at-work' };
    await guest.call(payBooking, parts);
    await startAgain(box, booking.id);
    return (await guest.call(payBooking, parts)).code;
  },
};

const swapped = (booking: Booking, holdId: HoldId, more = {}) => ({
  params: { id: booking.id },
  body: { holdId, reason, ...more },
});

const exchanging: Provocations = {
  'booking.not-found': async ({ box }) =>
    (await box.actAs('CASHIER').call(exchangeBooking, { ...unknown, body: { holdId: never, reason } })).code,
  'booking.state': async ({ box }) => {
    const clerk = box.actAs('CASHIER');
    const booking = await pending(clerk, 'B7');
    return (await clerk.call(exchangeBooking, swapped(booking, never))).code;
  },
  'showtime.not-found': async ({ box }) => {
    const clerk = box.actAs('CASHIER');
    const more = { showtimeId: nowhere.params.id };
    return (await clerk.call(exchangeBooking, swapped(await sell(clerk, ['B8']), never, more))).code;
  },
  'showtime.closed': async ({ box }) => {
    const clerk = box.actAs('CASHIER');
    const more = { showtimeId: shows.past };
    return (await clerk.call(exchangeBooking, swapped(await sell(clerk, ['B9']), never, more))).code;
  },
  'hold.not-found': async ({ box }) => {
    const clerk = box.actAs('CASHIER');
    return (await clerk.call(exchangeBooking, swapped(await sell(clerk, ['D4']), never))).code;
  },
  'hold.expired': async (stage) => {
    const clerk = stage.box.actAs('CASHIER');
    const booking = await sell(clerk, ['D5']);
    const [owner, holdId] = await endedHold(stage, 'D6');
    return (await owner.call(exchangeBooking, swapped(booking, holdId))).code;
  },
  'seats.unknown': async ({ box }) => {
    const clerk = box.actAs('CASHIER');
    const more = { seats: seats('A1') };
    return (await clerk.call(exchangeBooking, swapped(await sell(clerk, ['D7']), never, more))).code;
  },
  'seats.rule': async ({ box }) => {
    const clerk = box.actAs('CASHIER');
    const booking = await sell(clerk, ['D8']);
    return withLoneCompanion(clerk, (holdId) => clerk.call(exchangeBooking, swapped(booking, holdId)));
  },
  'seats.taken': async (stage) => {
    const clerk = stage.box.actAs('CASHIER');
    const booking = await sell(clerk, ['D9']);
    await ownUnheardOf(stage, 'E3', 'E4');
    const { id } = await hold(clerk, 'E4');
    const lines = seats('E4').map((seat) => ({ seat, ticketTypeId: TicketTypeId.parse('adult') }));
    const payments = [{ tender: 'CASH' as const, amountMinor: 300 }];
    return (await clerk.call(exchangeBooking, swapped(booking, id, { lines, payments }))).code;
  },
};

const dearerByCard: Provoke = async ({ box }) => {
  const clerk = box.actAs('CASHIER');
  const booking = await sell(clerk, ['C8']);
  const { id } = await hold(clerk, 'F4');
  await box.terminal.order({ behaviour: 'decline' });
  const payments = [{ tender: 'CARD' as const, amountMinor: 300 }];
  return (await clerk.call(exchangeBooking, swapped(booking, id, { payments }))).code;
};

/** Somebody's booking to whom nothing was offered. */
const nothingOffered = async (
  { box }: Stage,
  contract: typeof acceptOffer | typeof declineOffer,
  seat: string,
) => {
  const guest = box.actAs('USER');
  const booking = await pending(guest, seat);
  return (await guest.call(contract, { params: { id: booking.id } })).code;
};

export const bookingFlow: Readonly<Record<string, Provocations>> = {
  createBooking: { ...creating, ...creatingAllowed, 'request.unfit': unfit.createBooking },
  getBooking: {
    'booking.not-found': async ({ box }) => (await box.actAs('CASHIER').call(getBooking, unknown)).code,
  },
  payBooking: {
    ...paying,
    'till.needed': atTills.payBooking,
    'shift.needed': withoutShift.payBooking,
    'request.unfit': unfit.payBooking,
  },
  cancelBooking: {
    'booking.not-found': async ({ box }) => (await box.actAs('USER').call(cancelBooking, unknown)).code,
    'booking.state': async ({ box }) => {
      const clerk = box.actAs('CASHIER');
      const { id } = await sell(clerk, ['E5']);
      return (await clerk.call(cancelBooking, { params: { id } })).code;
    },
  },
  exchangeBooking: {
    ...exchanging,
    ...exchangingAllowed,
    'payment.declined': dearerByCard,
    'request.unfit': unfit.exchangeBooking,
    'till.needed': atTills.exchangeBooking,
    'shift.needed': withoutShift.exchangeBooking,
    'seats.admitted': whileIn.exchangeBooking,
  },
  acceptOffer: {
    'booking.not-found': async ({ box }) => (await box.actAs('USER').call(acceptOffer, unknown)).code,
    'booking.state': (stage) => nothingOffered(stage, acceptOffer, 'E6'),
    'seats.taken': (stage) => offeredAndGone(stage),
  },
  declineOffer: {
    'booking.not-found': async ({ box }) => (await box.actAs('USER').call(declineOffer, unknown)).code,
    'booking.state': (stage) => nothingOffered(stage, declineOffer, 'E7'),
  },
};

/** An offer whose seats another booking took behind Redis' back. */
async function offeredAndGone(stage: Stage): Promise<ProblemCode | null> {
  const guest = stage.box.actAs('USER');
  const { id } = await pending(guest, 'E8');
  await ownUnheardOf(stage, 'E9', 'E10');
  const offer = {
    state: 'OPEN',
    holdId: 'h_offered',
    owner: 'ONLINE:nobody',
    seats: ['E10'],
    expiresAt: new Date(Date.now() + 60_000),
  };
  await stage.box.connection
    .collection<{ _id: string }>('bookings')
    .updateOne({ _id: id }, { $set: { status: 'EXPIRED', claims: false, dueAt: null, offer } });
  return (await guest.call(acceptOffer, { params: { id } })).code;
}
