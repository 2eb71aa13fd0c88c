/** A till with a clerk, and what happens there between float and count. */
import { confirmBooking, type Booking } from '@foyer/shared/http/bookings';
import { lockSeats } from '@foyer/shared/http/holds';
import { closeShift, getXReport, openShift, type Shift } from '@foyer/shared/http/shifts';
import type { ShiftId, TillId } from '@foyer/shared/ids';
import type { Role } from '@foyer/shared/roles';
import type { BoxOffice } from './box-office.ts';
import { seats, shows } from './cinema.ts';
import { Client } from './client.ts';
import { mintToken } from './people.ts';
import { enrolledTill } from './tills.ts';

export interface Counter {
  readonly tillId: TillId;
  readonly clerk: Client;
  /** Anybody else at the same till. */
  readonly as: (role: Role, userId: string, origin?: string) => Client;
}

/** A till of its own with somebody at it. */
export async function counterOf(box: BoxOffice): Promise<Counter> {
  const { id: tillId } = await enrolledTill(box);
  const as = (role: Role, userId: string, origin = box.origin): Client =>
    new Client(origin, mintToken(box.config, { userId, role, claims: { till: tillId } }));
  return { tillId, clerk: as('CASHIER', `usr_${tillId}`), as };
}

export async function begin(client: Client, amountMinor = 10_000): Promise<Shift> {
  return (await client.call(openShift, { body: { float: { amountMinor } } })).body.shift;
}

/** Names a shift in a request. */
export const ofShift = ({ id }: Pick<Shift, 'id'>) => ({ params: { id } });

/** Paid by card as a whole. */
export const byCard = (amountMinor: number) => [{ tender: 'CARD' as const, amountMinor }];

/** The sums of an open shift so far, as managers see them. */
export async function sumsOf(manager: Client, shift: Pick<Shift, 'id'>) {
  return (await manager.call(getXReport, ofShift(shift))).body.x.tenders;
}

/** A count that adds up to the amount, in notes of five and cents. */
export function counted(amountMinor: number) {
  const [notes, cents] = [Math.floor(amountMinor / 500), amountMinor % 500];
  return {
    count: [
      { valueMinor: 500, count: notes },
      { valueMinor: 1, count: cents },
    ],
  };
}

export function closing(id: ShiftId, amountMinor = 0) {
  return { params: { id }, body: counted(amountMinor) };
}

export async function end(client: Client, { id }: Pick<Shift, 'id'>, amountMinor = 0) {
  return (await client.call(closeShift, closing(id, amountMinor))).body;
}

const open = { params: { id: shows.open } };
type Payments = readonly { readonly tender: 'CASH' | 'CARD'; readonly amountMinor: number }[];

/** Sells seats in one step, for cash where no payments are named. */
export async function sellAt(
  client: Client,
  wanted: readonly string[],
  payments?: Payments,
): Promise<Booking> {
  const held = await client.call(lockSeats, { ...open, body: { seats: seats(...wanted) } });
  const body = { holdId: held.body.hold.id, ...(payments ? { payments: [...payments] } : {}) };
  return (await client.call(confirmBooking, { ...open, body })).body.booking;
}
