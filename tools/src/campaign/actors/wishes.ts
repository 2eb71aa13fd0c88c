/** The requests that an actor can make, as the history has them and as they go over the wire. */
import type { Call } from '../history/history.ts';
import type { HttpRequest } from './http-client.ts';

/** `desk`: asked with the token of a member of staff who may touch every booking. */
export type Wish = {
  readonly call: Call;
  readonly request: Omit<HttpRequest, 'token'>;
  readonly as: 'self' | 'desk';
};

export type HeldSeats = { readonly id: string; readonly showtime: string; readonly seats: readonly string[] };

export type Bought = {
  readonly id: string;
  readonly showtime: string;
  readonly seats: readonly string[];
  readonly status: string;
  readonly totalMinor: number;
};

export type Payment = { readonly tender: string; readonly amountMinor: number; readonly token?: string };

const reason = 'asked for in the campaign';

export function hold(showtime: string, seats: readonly string[], held?: HeldSeats): Wish {
  const body = { seats, ...(held ? { holdId: held.id } : {}) };
  const call = { does: 'hold', showtime, seats: [...seats], ...(held ? { hold: held.id } : {}) } as const;
  return wish(call, { method: 'POST', path: `/api/showtimes/${showtime}/seats/lock`, body });
}

export function best(showtime: string, count: number): Wish {
  const request = { method: 'POST', path: `/api/showtimes/${showtime}/seats/best`, body: { count } } as const;
  return wish({ does: 'best', showtime, count }, request);
}

export function release(held: HeldSeats, seats?: readonly string[]): Wish {
  const part = seats ? { seats: [...seats] } : {};
  const { showtime, id } = held;
  const path = `/api/showtimes/${showtime}/seats/lock`;
  const call = { does: 'release', showtime, hold: id, ...part } as const;
  return wish(call, { method: 'DELETE', path, body: { holdId: id, ...part } });
}

/** Without payments: for cash in full. */
export function confirm(held: HeldSeats, key: string, payments?: readonly Payment[]): Wish {
  const { showtime, id } = held;
  const money = payments ? { payments: [...payments] } : {};
  const path = `/api/showtimes/${showtime}/bookings/confirm`;
  const call = { does: 'confirm', showtime, hold: id, key, ...money } as const;
  return wish(call, { method: 'POST', path, key, body: { holdId: id, ...money } });
}

export function create(held: HeldSeats, key: string): Wish {
  const { showtime, id } = held;
  const request = { method: 'POST', path: '/api/bookings', key, body: { holdId: id } } as const;
  return wish({ does: 'create', showtime, hold: id, key }, request);
}

export function pay(bought: Bought, key: string, payments: readonly Payment[]): Wish {
  const money = { payments: [...payments] };
  const path = `/api/bookings/${bought.id}/pay`;
  return wish({ does: 'pay', booking: bought.id, key, ...money }, { method: 'POST', path, key, body: money });
}

export function cancel(bought: Bought, as: Wish['as']): Wish {
  const path = `/api/bookings/${bought.id}`;
  const request = { method: 'DELETE', path, body: { reason } } as const;
  return { ...wish({ does: 'cancel', booking: bought.id }, request), as };
}

export function refund(bought: Bought, key: string, seats?: readonly string[]): Wish {
  const part = seats ? { seats: [...seats] } : {};
  const path = `/api/bookings/${bought.id}/refunds`;
  const call = { does: 'refund', booking: bought.id, key, ...part } as const;
  return { ...wish(call, { method: 'POST', path, key, body: { reason, ...part } }), as: 'desk' };
}

/** All seats of the booking for the held ones. The caller's own hold, so staff exchange as themselves. */
export function exchange(bought: Bought, held: HeldSeats, key: string): Wish {
  const { id: holdId, showtime: showtimeId } = held;
  const path = `/api/bookings/${bought.id}/exchange`;
  const call = { does: 'exchange', booking: bought.id, hold: holdId, showtime: showtimeId, key } as const;
  return wish(call, { method: 'POST', path, key, body: { holdId, showtimeId, reason } });
}

export function offer(bought: Bought, does: 'accept' | 'decline'): Wish {
  return wish(
    { does, booking: bought.id },
    { method: 'POST', path: `/api/bookings/${bought.id}/offer/${does}` },
  );
}

export function readMap(showtime: string): Wish {
  return wish({ does: 'read-map', showtime }, { method: 'GET', path: `/api/showtimes/${showtime}/seat-map` });
}

export function readHolds(showtime: string): Wish {
  return wish(
    { does: 'read-holds', showtime },
    { method: 'GET', path: `/api/showtimes/${showtime}/seats/lock` },
  );
}

export function readBooking(bought: Bought): Wish {
  const request = { method: 'GET', path: `/api/bookings/${bought.id}` } as const;
  return { ...wish({ does: 'read-booking', booking: bought.id }, request), as: 'desk' };
}

export function readBookings(): Wish {
  return wish({ does: 'read-bookings' }, { method: 'GET', path: '/api/bookings/me?limit=5' });
}

/** The same request once more. */
export function again(earlier: Wish, op: number): Wish {
  return { ...earlier, call: { ...earlier.call, again: op } };
}

/** The same key with another payload, which has to be refused. */
export function altered(earlier: Wish, op: number): Wish {
  const { call, request } = earlier;
  const other =
    'refund' === call.does
      ? { reason: 'another reason' }
      : { payments: [{ tender: 'CASH', amountMinor: 1 }] };
  return {
    ...earlier,
    call: { ...call, again: op, altered: true },
    request: { ...request, body: { ...(request.body as object), ...other } },
  };
}

function wish(call: Call, request: Omit<HttpRequest, 'token'>): Wish {
  return { call, request, as: 'self' };
}
