import { Showtime } from '@foyer/shared/http/catalogue';
import { SeatId } from '@foyer/shared/ids';
import { describe, expect, test, vi } from 'vitest';
import { ApiProblem, NoAnswer } from '../../../data/api-problem.ts';
import type { Call } from '../../../data/client.ts';
import { inCash } from '../paying/tender-plan.ts';
import { Sale } from './sale.ts';

type Answer = (path: string, input: { body: Record<string, unknown>; idempotencyKey?: string }) => unknown;

const f1 = SeatId.parse('F1');
const f2 = SeatId.parse('F2');

test('takes the second seat into the hold that the first one made, however fast they follow', async () => {
  const asked: unknown[] = [];
  const { sale, showtime } = open((_path, { body }) => {
    asked.push(body['holdId'] ?? null);
    return { hold: hold(asked.length === 1 ? ['F1'] : ['F1', 'F2']) };
  });
  sale.take(showtime, f1);
  sale.take(showtime, f2);
  await vi.waitFor(() => expect(sale.snapshot().hold?.seats).toEqual(['F1', 'F2']));
  expect(asked).toEqual([null, 'hold-1']);
});

test('asks for the same sale with the same key until it is answered', async () => {
  const keys: unknown[] = [];
  const { sale, showtime } = open((path, { idempotencyKey }) => {
    if (!path.endsWith('/confirm')) return { hold: hold(['F1']) };
    keys.push(idempotencyKey);
    if (keys.length < 3) throw new NoAnswer('gone');
    return { booking: { reference: 'K7QM-3FXA' } };
  });
  sale.take(showtime, f1);
  await vi.waitFor(() => expect(sale.snapshot().hold).not.toBeNull());
  sale.checkout.pay(inCash(1200));
  await vi.waitFor(() => expect(sale.snapshot().phase.kind).toBe('unsure'));
  sale.checkout.pay(inCash(1200));
  await vi.waitFor(() => expect(sale.snapshot().phase.kind).toBe('sold'));
  expect(keys).toEqual(['key-1', 'key-1', 'key-1']);
});

test('uses a new key after a refusal, since that was an answer', async () => {
  const keys: unknown[] = [];
  const { sale, showtime } = open((path, { idempotencyKey }) => {
    if (!path.endsWith('/confirm')) return { hold: hold(['F1']) };
    keys.push(idempotencyKey);
    throw new ApiProblem({ code: 'payment.declined', details: { reason: 'no' }, requestId: 'r' });
  });
  sale.take(showtime, f1);
  await vi.waitFor(() => expect(sale.snapshot().hold).not.toBeNull());
  for (const attempt of [1, 2]) {
    sale.checkout.pay(inCash(1200));
    await vi.waitFor(() => {
      expect(keys).toHaveLength(attempt);
      expect(sale.snapshot().phase.kind).toBe('choosing');
    });
  }
  expect(keys).toEqual(['key-1', 'key-2']);
});

test('empties itself with a word about it when the hold runs out', async () => {
  const { sale, showtime } = open(() => ({ hold: hold(['F1'], 40) }));
  sale.take(showtime, f1);
  await vi.waitFor(() => expect(sale.snapshot().message?.text).toContain('ran out'));
  expect(sale.snapshot().lines).toEqual([]);
});

test('lists the best seats as people read them, and names the last for the cursor', async () => {
  const { sale, showtime } = open(() => ({ hold: hold(['F10', 'F9', 'F11']) }));
  const cursor = vi.fn();
  sale.takeBest(showtime, 3, cursor);
  await vi.waitFor(() => expect(cursor).toHaveBeenCalledWith('F11'));
  expect(sale.snapshot().lines.map((line) => line.seat)).toEqual(['F9', 'F10', 'F11']);
});

test('never holds a seat whose cart was emptied before its turn came', async () => {
  const asked: string[] = [];
  const { sale, showtime } = open((_path, { body }) => {
    asked.push(JSON.stringify(body));
    throw new ApiProblem({ code: 'hold.expired', details: {}, requestId: 'r' });
  });
  sale.take(showtime, f1);
  sale.take(showtime, f2);
  await vi.waitFor(() => expect(sale.snapshot().message?.text).toContain('ran out'));
  sale.extend();
  await vi.waitFor(() => expect(sale.snapshot().lines).toEqual([]));
  expect(asked).toHaveLength(1);
});

describe('while no seat can be held', () => {
  const away = (): never => {
    throw new ApiProblem({ code: 'service.unavailable', details: {}, requestId: 'r' });
  };

  test('keeps chosen seats in the cart without a hold and sells them by name', async () => {
    const bodies: Record<string, unknown>[] = [];
    const { sale, showtime } = open((path, { body }) => {
      if (!path.endsWith('/confirm')) return away();
      bodies.push(body);
      return { booking: { reference: 'K7QM-3FXA' } };
    }, true);
    sale.take(showtime, f1);
    sale.take(showtime, f2);
    await vi.waitFor(() => expect(sale.snapshot().unheld).toEqual(['F1', 'F2']));
    sale.giveBack(f2);
    expect(sale.snapshot().lines.map(({ seat }) => seat)).toEqual(['F1']);
    sale.checkout.pay(inCash(1200));
    await vi.waitFor(() => expect(sale.snapshot().phase.kind).toBe('sold'));
    const lines = [{ seat: 'F1', ticketTypeId: 'adult' }];
    expect(bodies).toEqual([{ lines, payments: [{ tender: 'CASH', amountMinor: 1200 }] }]);
  });

  test('holds them before it takes the money where holds are to be had again', async () => {
    let isBack = false;
    const bodies: unknown[] = [];
    const { sale, showtime } = open((path, { body }) => {
      if (!isBack) return away();
      bodies.push(body['holdId'] ?? body['seats']);
      return path.endsWith('/confirm') ? { booking: {} } : { hold: hold(['F1']) };
    }, true);
    sale.take(showtime, f1);
    await vi.waitFor(() => expect(sale.snapshot().unheld).toEqual(['F1']));
    isBack = true;
    sale.checkout.pay(inCash(1200));
    await vi.waitFor(() => expect(sale.snapshot().phase.kind).toBe('sold'));
    expect(bodies).toEqual([['F1'], 'hold-1']);
  });

  test('says what to do instead where the best seats or more time are asked for', async () => {
    let isBack = true;
    const { sale, showtime } = open(() => (isBack ? { hold: hold(['F1']) } : away()), true);
    sale.take(showtime, f1);
    await vi.waitFor(() => expect(sale.snapshot().hold).not.toBeNull());
    isBack = false;
    sale.takeBest(showtime, 3, () => undefined);
    await vi.waitFor(() => expect(sale.snapshot().message?.text).toContain('Choose them in the hall.'));
    sale.extend();
    await vi.waitFor(() => expect(sale.snapshot().message?.text).toContain('stay in the cart'));
    expect(sale.snapshot()).toMatchObject({ message: { tone: 'warning' }, lines: [{ seat: 'F1' }] });
  });

  test('gives up a seat that somebody else had first, and takes no money', async () => {
    let isBack = false;
    const { sale, showtime } = open((path) => {
      if (!isBack) return away();
      if (path.endsWith('/confirm')) throw new Error('must not be sold');
      throw new ApiProblem({ code: 'seats.taken', details: { seats: ['F2'] }, requestId: 'r' });
    }, true);
    sale.take(showtime, f1);
    sale.take(showtime, f2);
    await vi.waitFor(() => expect(sale.snapshot().unheld).toHaveLength(2));
    isBack = true;
    sale.checkout.pay(inCash(2400));
    await vi.waitFor(() => expect(sale.snapshot().message?.text).toContain('F2'));
    expect(sale.snapshot()).toMatchObject({ phase: { kind: 'choosing' }, unheld: ['F1'] });
  });

  test('keeps the seats of a hold that runs out meanwhile', async () => {
    const { sale, showtime } = open(() => ({ hold: hold(['F1'], 40) }), true);
    sale.take(showtime, f1);
    await vi.waitFor(() => expect(sale.snapshot().unheld).toEqual(['F1']));
    expect(sale.snapshot()).toMatchObject({ hold: null, lines: [{ seat: 'F1' }] });
  });

  test('is no matter where the hall itself is live: the refusal stands', async () => {
    const { sale, showtime } = open(away);
    sale.take(showtime, f1);
    await vi.waitFor(() => expect(sale.snapshot().message).not.toBeNull());
    expect(sale.snapshot().lines).toEqual([]);
  });
});

function open(answer: Answer, isDegraded = false) {
  let keys = 0;
  // The double stands for the data layer; it answers what each test scripts, untyped as a wire is.
  const call = ((contract: { path: string }, input: Parameters<Answer>[1]) =>
    Promise.resolve().then(() => answer(contract.path, input))) as unknown as Call;
  const sale = new Sale({
    call,
    newKey: () => `key-${(keys += 1)}`,
    retryDelaysMs: [1],
    onSending: () => Promise.resolve(),
    onRefused: () => undefined,
    onOwed: () => Promise.resolve(),
    onSold: () => undefined,
    isDegraded: () => isDegraded,
  });
  return { sale, showtime: buildShowtime() };
}

function hold(seats: readonly string[], ttlMs = 60_000) {
  const expiresAt = new Date(Date.now() + ttlMs).toISOString();
  return { id: 'hold-1', showtimeId: 'show-1', seats, expiresAt, extendableUntil: expiresAt };
}

function buildShowtime(): Showtime {
  return Showtime.parse({
    id: 'show-1',
    movie: { id: 'movie-1', title: 'Jaws', year: 1975, rating: 'PG', runtimeMinutes: 124, version: '' },
    auditorium: { id: 'hall-1', name: 'Hall 1' },
    startsAt: '2026-11-23T19:15:00.000Z',
    endsAt: '2026-11-23T21:19:00.000Z',
    timeZone: 'Europe/Berlin',
    sales: 'OPEN',
    currency: 'EUR',
    availability: { total: 2, available: 2, held: 0, booked: 0, blocked: 0 },
    ticketTypes: [{ id: 'adult', name: 'Adult', pricesMinor: { standard: 1200 } }],
  });
}
