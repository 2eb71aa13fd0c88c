/** Facts of a booking on their way to the audit. */
import type { BookingId } from '@foyer/shared/ids';
import { expect } from 'vitest';
import type { BoxOffice } from './box-office.ts';
import { eventually } from './eventually.ts';

/** Resolves when they are told: telling them writes to the booking once more. */
export async function whenTold({ connection }: BoxOffice, id: BookingId): Promise<void> {
  const bookings = connection.collection<{ _id: string }>('bookings');
  const untold = { _id: id, 'outbox.0': { $exists: true } };
  await eventually(async () => expect(await bookings.countDocuments(untold)).toBe(0));
}
