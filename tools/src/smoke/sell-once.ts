/** The steps of one counter sale, each timed. */
import { setTimeout as delay } from 'node:timers/promises';
import { listAuditEntries } from '@foyer/shared/http/audit';
import { type Booking, confirmBooking, listMyBookings } from '@foyer/shared/http/bookings';
import { listShowtimes, type Showtime } from '@foyer/shared/http/catalogue';
import { getReadiness } from '@foyer/shared/http/health';
import { type Hold, lockSeats } from '@foyer/shared/http/holds';
import { getSeatMap } from '@foyer/shared/http/seat-map';
import { getMe } from '@foyer/shared/http/sign-in';
import { signIn } from '../sign-in/sign-in.ts';
import { adjacentPairs } from './adjacent-pair.ts';
import { ApiClient, Refused } from './api-client.ts';

const auditLimitMs = 15_000;
/** Others may be buying at the same time: so many lost races are borne. */
const lostRaces = 5;

export type Report = (step: string, ms: number) => void;

/** Sells two seats as cashier and finds the sale in the audit as manager. Throws one sentence at the first fault. */
export async function sellOnce(url: string, report: Report): Promise<void> {
  const api = new ApiClient(url);
  const timed = async <T>(work: () => Promise<T>, describe: (result: T) => string): Promise<T> => {
    const startedAt = performance.now();
    const result = await work();
    report(describe(result), performance.now() - startedAt);
    return result;
  };

  await timed(
    () => api.call(getReadiness, getReadiness.replies[200]),
    () => 'the API is ready',
  );
  const cashier = await timed(
    () => signIn(url, 'cashier@example.test'),
    () => 'cashier@example.test signed in',
  );
  const token = cashier.accessToken;
  await timed(
    () => api.call(getMe, getMe.replies[200], { token }),
    ({ user }) => `/api/me says ${user.name}, ${user.role}`,
  );
  const showtime = await timed(
    () => openShowtime(api),
    ({ movie, auditorium, startsAt }) => `${movie.title} in ${auditorium.name} at ${startsAt}`,
  );
  const hold = await timed(
    () => holdPair(api, showtime, token),
    ({ seats }) => `held ${seats.join(' and ')} on its seat map`,
  );
  const booking = await timed(
    () => confirm(api, hold, token),
    ({ reference, totalMinor, currency }) => `sold for cash: ${reference}, ${totalMinor / 100} ${currency}`,
  );
  await timed(
    () => requireListed(api, booking, token),
    () => 'the sale is among the bookings of the cashier',
  );
  const manager = await timed(
    () => signIn(url, 'manager@example.test'),
    () => 'manager@example.test signed in',
  );
  await timed(
    () => awaitAuditEntry(api, booking, manager.accessToken),
    (action) => `the audit has ${action} for it`,
  );
}

async function openShowtime(api: ApiClient): Promise<Showtime> {
  const { showtimes } = await api.call(listShowtimes, listShowtimes.replies[200]);
  const open = showtimes.find(({ sales, availability }) => sales === 'OPEN' && availability.available >= 2);
  if (open === undefined)
    throw new Error(`none of ${showtimes.length} showtimes is open with two free seats`);
  return open;
}

async function holdPair(api: ApiClient, showtime: Showtime, token: string): Promise<Hold> {
  const params = { id: showtime.id };
  for (let attempt = 1; ; attempt += 1) {
    const map = await api.call(getSeatMap, getSeatMap.replies[200], { params });
    const seats = adjacentPairs(map)[0];
    if (seats === undefined) throw new Error(`showtime ${showtime.id} has no two free seats side by side`);
    try {
      const { hold } = await api.call(lockSeats, lockSeats.replies[201], { params, token, body: { seats } });
      return hold;
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 409 || attempt >= lostRaces) throw error;
    }
  }
}

async function confirm(api: ApiClient, hold: Hold, token: string): Promise<Booking> {
  const { booking } = await api.call(confirmBooking, confirmBooking.replies[201], {
    params: { id: hold.showtimeId },
    token,
    body: { holdId: hold.id },
  });
  if (booking.status !== 'BOOKED') throw new Error(`the booking is ${booking.status}, not BOOKED`);
  if (booking.seats.length !== 2) throw new Error(`the booking has ${booking.seats.length} seats, not 2`);
  return booking;
}

async function requireListed(api: ApiClient, booking: Booking, token: string): Promise<void> {
  const { bookings } = await api.call(listMyBookings, listMyBookings.replies[200], { token });
  if (!bookings.some(({ id }) => id === booking.id)) {
    throw new Error(`GET /api/bookings/me does not list ${booking.id}`);
  }
}

/** The trail is written behind the sale; its newest entries are asked until one is about this booking. */
async function awaitAuditEntry(api: ApiClient, booking: Booking, token: string): Promise<string> {
  const deadline = Date.now() + auditLimitMs;
  while (Date.now() < deadline) {
    const { entries } = await api.call(listAuditEntries, listAuditEntries.replies[200], {
      token,
      query: { limit: '200' },
    });
    const entry = entries.find(({ target }) => target.id === booking.id);
    if (entry !== undefined) return entry.action;
    await delay(50);
  }
  throw new Error(`the audit has no entry for ${booking.id} after ${auditLimitMs / 1_000} s`);
}
