import { describe, expect, test } from 'vitest';
import { checkHistory } from './check-history.ts';
import { booking, final, WrittenHistory } from './history.harness.ts';

const first = booking('b1');
const second = booking('b2');
const refund = (id: string, key: string, seats?: string[]) =>
  ({ does: 'refund', booking: id, key, ...(seats ? { seats } : {}) }) as const;
const refunded = (id: string, version = 2) => booking(id, { status: 'REFUNDED', version, seats: [] });

async function judge(history: WrittenHistory) {
  const { violations } = await checkHistory(history.lines);
  return violations.map(({ invariant, seats, bookings, operations }) => ({
    invariant,
    seats,
    bookings,
    operations,
  }));
}

const twice = [{ invariant: 'I3', seats: ['A1'], bookings: ['b1', 'b2'], operations: [1, 2] }];

describe('what must be found', () => {
  test('a seat that is sold again while its first sale stands', async () => {
    expect(await judge(new WrittenHistory().sells(1, first).sells(2, second))).toEqual(twice);
  });

  test('two sales of a seat that were answered one inside the other', async () => {
    const history = new WrittenHistory()
      .ask(2, { does: 'confirm', showtime: 's1', hold: 'h-b2', key: 'k2' })
      .sells(1, first)
      .ok(2, { booking: second });
    expect(await judge(history)).toEqual(twice);
  });

  test('a seat sold again that only a refused refund had asked back', async () => {
    const history = new WrittenHistory().sells(1, first).ask(3, refund('b1', 'r')).fail(3).sells(2, second);
    expect(await judge(history)).toEqual(twice);
  });

  test('a seat sold again that stayed when its neighbour was refunded', async () => {
    const pair = booking('b1', { seats: ['A1', 'A2'] });
    const kept = booking('b1', { version: 2, seats: ['A1'] });
    const history = new WrittenHistory()
      .sells(1, pair)
      .ask(3, refund('b1', 'r', ['A2']))
      .ok(3, { booking: kept })
      .sells(2, second);
    expect(await judge(history)).toEqual([{ ...twice[0], operations: [3, 2] }]);
  });

  test('a seat sold again that an exchange had taken', async () => {
    const moved = booking('b1', { version: 2, seats: ['A9'] });
    const history = new WrittenHistory()
      .sells(1, first)
      .ask(3, { does: 'exchange', booking: 'b1', hold: 'h3', key: 'e' })
      .ok(3, { booking: moved })
      .sells(2, booking('b2', { seats: ['A9'] }));
    expect(await judge(history)).toEqual([{ ...twice[0], seats: ['A9'], operations: [3, 2] }]);
  });

  test('a seat sold while a booking waits for its money', async () => {
    const pending = booking('b1', { status: 'PENDING', expiresAt: '2026-11-01T12:00:10.000Z' });
    const history = new WrittenHistory()
      .ask(1, { does: 'create', hold: 'h-b1', key: 'k1' })
      .ok(1, { booking: pending })
      .sells(2, second);
    expect(await judge(history)).toEqual(twice);
  });

  test('an acknowledged booking that is gone at the end', async () => {
    const lost = { invariant: 'I2', seats: ['A1'], bookings: ['b1'], operations: [1] };
    expect(await judge(new WrittenHistory().sells(1, first).ends())).toEqual([lost]);
  });

  test('an acknowledged booking that lost its seat without a request', async () => {
    const emptied = final(refunded('b1'));
    const lost = { invariant: 'I2', seats: ['A1'], bookings: ['b1'], operations: [1] };
    expect(await judge(new WrittenHistory().sells(1, first).ends(emptied))).toEqual([lost]);
  });

  test('a booking that goes back to an earlier version', async () => {
    const history = new WrittenHistory()
      .sells(1, booking('b1', { version: 3 }))
      .ask(2, { does: 'read-booking', booking: 'b1' })
      .ok(2, { booking: booking('b1', { version: 2 }) });
    expect(await judge(history)).toEqual([{ ...twice[0], invariant: 'I2', bookings: ['b1'] }]);
  });

  test('a sale that was refused and happened', async () => {
    const history = new WrittenHistory()
      .ask(1, { does: 'confirm', hold: 'h-b1', key: 'k' })
      .fail(1, 'seats.taken')
      .ends(final(first));
    expect(await judge(history)).toEqual([
      { invariant: 'I2', seats: ['A1'], bookings: ['b1'], operations: [] },
    ]);
  });

  test('two bookings that own one seat at the end, whatever was answered', async () => {
    const history = new WrittenHistory()
      .ask(1, { does: 'confirm', hold: 'h-b1', key: 'k1' })
      .ask(2, { does: 'confirm', hold: 'h-b2', key: 'k2' })
      .unknown(1)
      .unknown(2)
      .ends(final(first), final(second));
    expect(await judge(history)).toEqual([{ ...twice[0], invariant: 'I1', operations: [] }]);
  });

  test('an orphaned charge that the ledgers have shown', async () => {
    const history = new WrittenHistory();
    const message = 'pay_1 was captured for no booking';
    history.lines.push({ kind: 'finding', invariant: 'I4', message, bookings: ['b9'] });
    const { violations } = await checkHistory(history.lines);
    expect(violations).toEqual([expect.objectContaining({ invariant: 'I4', sentence: message })]);
  });
});

describe('what must pass', () => {
  test('a seat that is refunded and sold again', async () => {
    const history = new WrittenHistory()
      .sells(1, first)
      .ask(3, refund('b1', 'r'))
      .ok(3, { booking: refunded('b1') })
      .sells(2, second)
      .ends(final(refunded('b1')), final(second));
    expect(await judge(history)).toEqual([]);
  });

  test('a seat sold again after a refund without an answer, and the refund sent again', async () => {
    const history = new WrittenHistory()
      .sells(1, first)
      .ask(3, refund('b1', 'r'))
      .unknown(3)
      .sells(2, second)
      .ask(4, refund('b1', 'r'))
      .ok(4, { booking: refunded('b1') })
      .ends(final(refunded('b1')), final(second));
    expect(await judge(history)).toEqual([]);
  });

  test('a seat sold again while its refund is under way', async () => {
    const history = new WrittenHistory()
      .sells(1, first)
      .ask(3, refund('b1', 'r'))
      .sells(2, second)
      .ok(3, { booking: refunded('b1') })
      .ends(final(refunded('b1')), final(second));
    expect(await judge(history)).toEqual([]);
  });

  test('a repeat of a sale whose first answer was lost', async () => {
    const history = new WrittenHistory()
      .ask(1, { does: 'confirm', hold: 'h-b1', key: 'k' })
      .unknown(1)
      .ask(2, { does: 'confirm', hold: 'h-b1', key: 'k', again: 1 })
      .ok(2, { booking: first })
      .ends(final(first));
    expect(await judge(history)).toEqual([]);
  });

  test('a sale without an answer that exists, and one that does not', async () => {
    const history = new WrittenHistory()
      .ask(1, { does: 'confirm', hold: 'h-b1', key: 'k1' })
      .ask(2, { does: 'confirm', hold: 'h-b2', key: 'k2' })
      .unknown(1)
      .unknown(2)
      .ends(final(second));
    expect(await judge(history)).toEqual([]);
  });

  test('a seat sold when the time of the booking before it was over', async () => {
    const pending = booking('b1', { status: 'PENDING', expiresAt: '2026-11-01T12:00:10.000Z' });
    const history = new WrittenHistory()
      .ask(1, { does: 'create', hold: 'h-b1', key: 'k1' })
      .ok(1, { booking: pending })
      .wait(11_000)
      .sells(2, second)
      .ends(final(booking('b1', { status: 'EXPIRED', version: 2 })), final(second));
    expect(await judge(history)).toEqual([]);
  });

  test('a sale in one step that waited for its card and failed', async () => {
    const pending = booking('b1', { status: 'PENDING', expiresAt: '2026-11-01T12:10:00.000Z' });
    const history = new WrittenHistory()
      .sells(1, pending)
      .sells(2, second)
      .ends(final(booking('b1', { status: 'FAILED', version: 2 })), final(second));
    expect(await judge(history)).toEqual([]);
  });

  test('an answer that is older than one which came before it, both asked at once', async () => {
    const history = new WrittenHistory()
      .ask(1, { does: 'read-booking', booking: 'b1' })
      .sells(2, booking('b1', { version: 2 }))
      .ok(1, { booking: first });
    expect(await judge(history)).toEqual([]);
  });
});

describe('holds', () => {
  const hold = (id: string, expiresAt = '2026-11-01T12:05:00.000Z') => ({
    id,
    showtime: 's1',
    seats: ['A1'],
    expiresAt,
  });
  const held = (history: WrittenHistory, op: number, id: string) =>
    history.ask(op, { does: 'hold', showtime: 's1', seats: ['A1'] }).ok(op, { hold: hold(id) });
  const breaches = async (history: WrittenHistory) => (await checkHistory(history.lines)).courtesyBreaches;

  test('two live holds on one seat are a breach of courtesy and no violation', async () => {
    const history = held(held(new WrittenHistory(), 1, 'h1'), 2, 'h2');
    expect(await breaches(history)).toBe(1);
    expect(await judge(history)).toEqual([]);
  });

  test('a hold that was given back, ran out or may be lost is in nobody’s way', async () => {
    const released = held(new WrittenHistory(), 1, 'h1').ask(2, { does: 'release', hold: 'h1' });
    const lapsed = held(new WrittenHistory(), 1, 'h1').wait(300_000);
    const wiped = held(new WrittenHistory(), 1, 'h1').fault('strikes').fault('over');
    const asked = new WrittenHistory().ask(1, { does: 'hold', showtime: 's1', seats: ['A1'] });
    const wipedMeanwhile = asked
      .fault('strikes')
      .fault('over')
      .ok(1, { hold: hold('h1') });
    for (const history of [released, lapsed, wiped, wipedMeanwhile]) {
      expect(await breaches(held(history, 3, 'h3'))).toBe(0);
    }
  });
});

test('a history without an end says that losses can not be judged', async () => {
  const { isWhole } = await checkHistory(new WrittenHistory().sells(1, first).lines);
  expect(isWhole).toBe(false);
});
