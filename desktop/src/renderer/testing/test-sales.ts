import { Booking } from '@foyer/shared/http/bookings';
import { Showtime } from '@foyer/shared/http/catalogue';

type Overrides = Readonly<Record<string, unknown>>;

/** A booking of two seats at €13.00, booked at the counter and not told how it was paid. */
export function buildBooking(overrides: Overrides = {}): Booking {
  return Booking.parse({
    id: 'bkg_1',
    reference: 'K7QM-3FXA',
    status: 'BOOKED',
    version: 1,
    channel: 'COUNTER',
    showtimeId: 'sho_1',
    seats: ['F12', 'F13'],
    lines: ['F12', 'F13'].map((seat) => ({ seat, ticketTypeId: 'adult', priceMinor: 1300 })),
    totalMinor: 2600,
    currency: 'EUR',
    payments: [],
    tickets: [],
    refunds: [],
    offer: null,
    expiresAt: null,
    createdAt: '2026-11-26T18:58:00.000Z',
    ...overrides,
  });
}

/** The money of a booking, in the drawer. */
export function paidInCash(amountMinor: number) {
  const payment = { id: 'pay_1', tender: 'CASH', status: 'CAPTURED', refundedMinor: 0, cardLast4: null };
  return { totalMinor: amountMinor, payments: [{ ...payment, amountMinor }] };
}

/** The show of that booking. */
export function buildShowtime(overrides: Overrides = {}): Showtime {
  return Showtime.parse({
    id: 'sho_1',
    movie: { id: 'mov_1', title: 'A film', year: null, rating: '12', runtimeMinutes: 90, version: '' },
    auditorium: { id: 'aud_1', name: 'Hall 1' },
    startsAt: '2026-11-26T19:15:00.000Z',
    endsAt: '2026-11-26T21:15:00.000Z',
    timeZone: 'Europe/Berlin',
    sales: 'OPEN',
    currency: 'EUR',
    availability: { total: 2, available: 0, held: 0, booked: 2, blocked: 0 },
    ticketTypes: [],
    ...overrides,
  });
}
