/** Steps that provocations share: who stands where before a refusal is brought about. */
import { confirmBooking, type Booking } from '@foyer/shared/http/bookings';
import { listMyHolds, lockSeats, releaseSeats, type Hold } from '@foyer/shared/http/holds';
import { HoldId, ShowtimeId } from '@foyer/shared/ids';
import type { ProblemCode } from '@foyer/shared/problems';
import { expect } from 'vitest';
import type { BoxOffice } from './box-office.ts';
import { seats, shows, special } from './cinema.ts';
import type { Client } from './client.ts';
import { eventually } from './eventually.ts';

export interface Stage {
  readonly box: BoxOffice;
  /** Origin of a node on the same data whose holds live a second. */
  readonly hasty: string;
  /** Origin of a node on the same data that takes money at enrolled tills only. */
  readonly strict: string;
  /** Origin of a node on the same data that takes money in open shifts only. */
  readonly shiftly: string;
  /** Origin of a node on the same data whose doors open when a show starts. */
  readonly punctual: string;
}

/** Answers the refusal's code, or null where nothing was refused. */
export type Provoke = (stage: Stage) => Promise<ProblemCode | null>;

export const open = { params: { id: shows.open } };
export const past = { params: { id: shows.past } };
export const nowhere = { params: { id: ShowtimeId.parse('s-never') } };
export const never = HoldId.parse('h_never');
export const b1 = { body: { seats: seats('B1') } };

export async function hold(client: Client, ...wanted: string[]): Promise<Hold> {
  return (await client.call(lockSeats, { ...open, body: { seats: seats(...wanted) } })).body.hold;
}

/** A hold whose time is over, and its owner. */
export async function endedHold({ box, hasty }: Stage, seat: string): Promise<[Client, HoldId]> {
  const owner = box.actAs('CASHIER', undefined, hasty);
  const { id } = await hold(owner, seat);
  await eventually(async () => {
    expect((await owner.call(listMyHolds, open)).body.holds).toEqual([]);
  });
  return [owner, id];
}

export async function sell(buyer: Client, wanted: readonly string[], key?: string): Promise<Booking> {
  const { id } = await hold(buyer, ...wanted);
  const parts = { ...open, body: { holdId: id }, ...(key === undefined ? {} : { key }) };
  return (await buyer.call(confirmBooking, parts)).body.booking;
}

/** Makes a booking look as if the request that pays it were still at work. */
export async function startAgain(box: BoxOffice, id: string): Promise<void> {
  const started = { status: 'PENDING', 'payments.0.status': 'STARTED', 'payments.0.at': new Date() };
  await box.connection
    .collection<{ _id: string }>('bookings')
    .updateOne({ _id: id }, { $set: { ...started, dueAt: null } });
}

/** What a call with a hold on a companion place alone answers; the place is given back for the next one. */
export async function withLoneCompanion(
  client: Client,
  run: (holdId: HoldId) => Promise<{ readonly code: ProblemCode | null }>,
): Promise<ProblemCode | null> {
  const { id } = await hold(client, special.companion);
  const { code } = await run(id);
  await client.call(releaseSeats, { ...open, body: { holdId: id } });
  return code;
}

/** Something changes a sale faster than it can be given back; where that comes through all the same, once more. */
export async function whileItChanges(
  box: BoxOffice,
  wanted: readonly string[],
  giveBack: (manager: Client, booking: Booking) => Promise<{ readonly code: ProblemCode | null }>,
): Promise<ProblemCode | null> {
  const manager = box.actAs('MANAGER');
  const bookings = box.connection.collection<{ _id: string }>('bookings');
  for (let turn = 0; turn < 20; turn += 1) {
    const booking = await sell(manager, wanted);
    const state = { isOver: false };
    const stir = async (): Promise<void> => {
      while (!state.isOver) await bookings.updateOne({ _id: booking.id }, { $inc: { version: 1 } });
    };
    const stirring = Promise.all(Array.from({ length: 8 }, stir));
    const { code } = await giveBack(manager, booking);
    state.isOver = true;
    await stirring;
    if (code !== null) return code;
  }
  return null;
}
