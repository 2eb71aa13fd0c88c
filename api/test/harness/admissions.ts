/** Guests at a door: what they show, and what is asked of the server. */
import type { BookingRecord } from '@foyer/api/features/bookings/booking';
import { admitTicket, undoAdmission } from '@foyer/shared/http/admissions';
import type { Booking } from '@foyer/shared/http/bookings';
import { SeatId } from '@foyer/shared/ids';
import type { BoxOffice } from './box-office.ts';
import type { Client } from './client.ts';

/** The code of a booking's ticket, of its first seat where none is named. */
export function codeOf({ tickets }: Booking, seat?: string): string {
  const ticket = tickets.find((one) => seat === undefined || one.seat === seat);
  if (!ticket) throw new Error(`no ticket for ${seat ?? 'any seat'}`);
  return ticket.qr;
}

export function admit(client: Client, code: string, more: Readonly<Record<string, unknown>> = {}) {
  const { key, ...body } = more;
  return client.call(admitTicket, {
    body: { code, ...body },
    ...(typeof key === 'string' ? { key } : {}),
  });
}

/** By hand, where a guest has no code to read. */
export function admitByHand(client: Client, { reference }: Pick<Booking, 'reference'>, seat: string) {
  return client.call(admitTicket, { body: { reference, seat: SeatId.parse(seat) } });
}

export function undo(client: Client, { reference }: Pick<Booking, 'reference'>, seat: string) {
  const body = { reference, seat: SeatId.parse(seat), reason: 'wrong ticket scanned' };
  return client.call(undoAdmission, { body });
}

/** The seats of a booking whose guests are in, as they are stored; oldest first. */
export async function admittedSeats({ connection }: BoxOffice, { id }: Pick<Booking, 'id'>) {
  const stored = await connection
    .collection<Pick<BookingRecord, '_id' | 'admissions'>>('bookings')
    .findOne({ _id: id });
  return (stored?.admissions ?? []).filter(({ undone }) => undone === null).map(({ seat }) => seat);
}
