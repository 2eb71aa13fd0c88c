/** For tests: bookings in a database of their own, without the rest of the house. */
import { randomUUID } from 'node:crypto';
import { SeatId, UserId } from '@foyer/shared/ids';
// oxlint-disable-next-line import/no-empty-named-blocks, unicorn/require-module-specifiers -- types what the engines' setup provides
import type {} from '@foyer/tools/engines/vitest-setup';
import { inject } from 'vitest';
import { findIndexFaults, migrate } from '../../platform/indexes.ts';
import { connectMongo } from '../../platform/mongo.ts';
import { systemAct } from '../seats/seats.ts';
import { BookingRecord } from './booking.ts';
import { bookingEvent } from './booking-events.ts';
import { openGate } from './arbiter-watch.ts';
import { bookingCollection, bookingModel } from './booking.model.ts';
import { BookingRepository } from './booking.repository.ts';

export async function startBookings() {
  const connection = await connectMongo({
    uri: inject('mongoUri'),
    database: `bookings-${randomUUID().slice(0, 8)}`,
    serverSelectionTimeoutMs: 5_000,
  });
  const rules = [bookingCollection(connection)];
  await migrate(connection, rules);
  return {
    connection,
    model: bookingModel(connection),
    repository: new BookingRepository(bookingModel(connection), openGate),
    indexFaults: () => findIndexFaults(rules),
    stop: async () => {
      await connection.dropDatabase();
      await connection.close();
    },
  };
}

export interface BookingWish {
  readonly showtimeId: string;
  readonly seats: readonly string[];
  readonly status?: BookingRecord['status'];
  readonly id?: string;
  readonly createdAt?: Date;
  readonly expiresAt?: Date;
}

/** A cash sale at the counter, filled with defaults. */
export function buildBooking(wish: BookingWish): BookingRecord {
  const status = wish.status ?? 'BOOKED';
  const createdAt = wish.createdAt ?? new Date();
  const seats = wish.seats.map((seat) => SeatId.parse(seat));
  const price = 1_150;
  const booking = BookingRecord.omit({ outbox: true }).parse({
    _id: wish.id ?? `b_${randomUUID()}`,
    reference: randomUUID().slice(0, 8),
    kind: 'SALE',
    channel: 'COUNTER',
    status,
    version: 1,
    claims: status === 'BOOKED' || status === 'PENDING',
    showtimeId: wish.showtimeId,
    showtime: { movieId: 'm-1', movieTitle: 'A film', auditoriumName: 'Hall 1', startsAt: createdAt },
    seats,
    lines: seats.map((seat) => ({ seat, ticketTypeId: 'adult', priceMinor: price })),
    totalMinor: price * seats.length,
    currency: 'EUR',
    payments: [
      {
        id: `pay_${randomUUID()}`,
        tender: status === 'PENDING' ? 'ONLINE' : 'CASH',
        amountMinor: price * seats.length,
        status: status === 'PENDING' ? 'STARTED' : 'CAPTURED',
        refundedMinor: 0,
        at: createdAt,
      },
    ],
    holdId: 'h_1',
    customerId: null,
    actor: { id: UserId.parse('usr_1'), role: 'CASHIER' },
    till: null,
    payloadHash: 'hash',
    expiresAt: wish.expiresAt ?? null,
    createdAt,
  });
  return {
    ...booking,
    outbox: [bookingEvent(booking, { action: 'booking.success' }, { act: systemAct, at: createdAt })],
  };
}
