/** How the refusals of doors are brought about, and those of seats whose guests are in. */
import { listAdmissions } from '@foyer/shared/http/admissions';
import { exchangeBooking, voidBooking } from '@foyer/shared/http/booking-flow';
import { confirmBooking, refundBooking, type Booking } from '@foyer/shared/http/bookings';
import { lockSeats } from '@foyer/shared/http/holds';
import { ShowtimeId } from '@foyer/shared/ids';
import type { ProblemCode } from '@foyer/shared/problems';
import { admit, admitByHand, codeOf, undo } from './admissions.ts';
import type { BoxOffice } from './box-office.ts';
import { seats, shows } from './cinema.ts';
import type { Client } from './client.ts';
import { never, nowhere, startAgain, type Provoke, type Stage } from './provocation-steps.ts';

const reason = 'a test';

type Change = Readonly<Partial<Record<'startsInMs', number> & Record<'cancelled', boolean>>>;

/** The halls of the other shows are full of what other refusals are about. */
const atDoor = ShowtimeId.parse('s-door');

/** A show like the open one. */
async function play({ connection }: BoxOffice, id: ShowtimeId): Promise<void> {
  const showtimes = connection.collection<{ _id: string }>('showtimes');
  const show = await showtimes.findOne({ _id: shows.open });
  await showtimes.updateOne({ _id: id }, { $setOnInsert: { ...show, _id: id } }, { upsert: true });
}

async function sellAt(box: BoxOffice, seat: string, id = atDoor): Promise<Booking> {
  await play(box, id);
  const clerk = box.actAs('CASHIER');
  const params = { id };
  const held = await clerk.call(lockSeats, { params, body: { seats: seats(seat) } });
  return (await clerk.call(confirmBooking, { params, body: { holdId: held.body.hold.id } })).body.booking;
}

/** A ticket for a show that plays at another time afterwards, or not at all. */
async function soldFor(box: BoxOffice, name: string, { startsInMs, cancelled = false }: Change) {
  const id = ShowtimeId.parse(name);
  const booking = await sellAt(box, 'B1', id);
  const dates = ['startsAt', 'endsAt', 'salesEndAt', 'onlineSalesEndAt'];
  const at = new Date(box.clock.now().getTime() + (startsInMs ?? 0));
  const moved = startsInMs === undefined ? {} : Object.fromEntries(dates.map((date) => [date, at]));
  await box.connection
    .collection<{ _id: string }>('showtimes')
    .updateOne({ _id: id }, { $set: { ...moved, cancelled } });
  // What plays is remembered for a second.
  box.clock.advance(1_500);
  return { clerk: box.actAs('CASHIER'), booking };
}

/** Somebody sold a seat and let its guest in. */
async function inside(
  { box }: Stage,
  seat: string,
): Promise<{ readonly clerk: Client; readonly booking: Booking }> {
  const clerk = box.actAs('MANAGER');
  const booking = await sellAt(box, seat);
  await admit(clerk, codeOf(booking));
  return { clerk, booking };
}

/** The booking changes all the time; what comes through all the same is tried once more. */
async function whileStirred(
  { connection }: BoxOffice,
  { id }: Booking,
  run: () => Promise<ProblemCode | null>,
): Promise<ProblemCode | null> {
  const bookings = connection.collection<{ _id: string }>('bookings');
  const state = { isOver: false };
  const stir = async (): Promise<void> => {
    while (!state.isOver) await bookings.updateOne({ _id: id }, { $inc: { version: 1 } });
  };
  const stirring = Promise.all(Array.from({ length: 12 }, stir));
  let code: ProblemCode | null = null;
  for (let turn = 0; turn < 40 && code !== 'version.conflict'; turn += 1) code = await run();
  state.isOver = true;
  await stirring;
  return code;
}

const dayMs = 86_400_000;

const admitting: Readonly<Partial<Record<ProblemCode, Provoke>>> = {
  'ticket.unknown': async ({ box }) =>
    (await admit(box.actAs('CASHIER'), 'FOYER1:K7QM-3FXA:s-open:A1:made-up')).code,
  'ticket.given-back': async ({ box }) => {
    const manager = box.actAs('MANAGER');
    const booking = await sellAt(box, 'B1');
    await manager.call(refundBooking, { params: { id: booking.id }, body: { reason } });
    return (await admit(manager, codeOf(booking))).code;
  },
  'ticket.admitted': async (stage) => {
    const { clerk, booking } = await inside(stage, 'B2');
    return (await admit(clerk, codeOf(booking))).code;
  },
  'booking.state': async ({ box }) => {
    const clerk = box.actAs('CASHIER');
    const booking = await sellAt(box, 'B3');
    await startAgain(box, booking.id);
    return (await admitByHand(clerk, booking, 'B3')).code;
  },
  'ticket.wrong-day': async ({ box }) => {
    const { clerk, booking } = await soldFor(box, 's-next-week', { startsInMs: 7 * dayMs });
    return (await admit(clerk, codeOf(booking))).code;
  },
  'ticket.wrong-showtime': async ({ box }) => {
    const clerk = box.actAs('CASHIER');
    const booking = await sellAt(box, 'B4');
    return (await admit(clerk, codeOf(booking), { showtimeId: shows.late })).code;
  },
  'ticket.show-closed': async ({ box }) => {
    const { clerk, booking } = await soldFor(box, 's-called-off', { cancelled: true });
    return (await admit(clerk, codeOf(booking))).code;
  },
  'ticket.too-early': async ({ box, punctual }) => {
    const booking = await sellAt(box, 'B5');
    return (await admit(box.actAs('CASHIER', undefined, punctual), codeOf(booking))).code;
  },
  'version.conflict': async ({ box }) => {
    const manager = box.actAs('MANAGER');
    const booking = await sellAt(box, 'B6');
    return whileStirred(box, booking, async () => {
      await undo(manager, booking, 'B6');
      return (await admit(manager, codeOf(booking))).code;
    });
  },
};

const undoing: Readonly<Partial<Record<ProblemCode, Provoke>>> = {
  'ticket.unknown': async ({ box }) =>
    (await undo(box.actAs('MANAGER'), { reference: 'K7QM-3FXA' }, 'B1')).code,
  'ticket.not-admitted': async ({ box }) => {
    const manager = box.actAs('MANAGER');
    return (await undo(manager, await sellAt(box, 'B7'), 'B7')).code;
  },
};

function refundOf({ id }: Booking) {
  return { params: { id }, body: { reason } };
}

export const ofAdmissions: Readonly<Record<string, Readonly<Partial<Record<ProblemCode, Provoke>>>>> = {
  admitTicket: admitting,
  undoAdmission: undoing,
  listAdmissions: {
    'showtime.not-found': async ({ box }) => (await box.actAs('CASHIER').call(listAdmissions, nowhere)).code,
  },
};

/** Seats whose guests are in stay. */
export const whileIn = {
  refundBooking: async (stage) => {
    const { clerk, booking } = await inside(stage, 'B9');
    return (await clerk.call(refundBooking, refundOf(booking))).code;
  },
  voidBooking: async (stage) => {
    const { clerk, booking } = await inside(stage, 'C8');
    return (await clerk.call(voidBooking, refundOf(booking))).code;
  },
  exchangeBooking: async (stage) => {
    const { clerk, booking } = await inside(stage, 'C9');
    const body = { holdId: never, reason };
    return (await clerk.call(exchangeBooking, { params: { id: booking.id }, body })).code;
  },
} as const satisfies Readonly<Record<string, Provoke>>;
