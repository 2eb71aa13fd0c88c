import { SeatId, TicketTypeId } from '@foyer/shared/ids';
import { expect, test, vi } from 'vitest';
import { ApiProblem } from '../../../data/api-problem.ts';
import type { Call } from '../../../data/client.ts';
import { buildShowtime } from '../../../testing/test-sales.ts';
import { Sale } from './sale.ts';
import { takeInstead, tryAgain } from './take-instead.ts';

const showtime = buildShowtime({
  ticketTypes: ['adult', 'child'].map((id) => ({ id, name: id, pricesMinor: { standard: 1200 } })),
});
const child = TicketTypeId.parse('child');
const [f1, f2, f3] = [SeatId.parse('F1'), SeatId.parse('F2'), SeatId.parse('F3')] as const;

test('takes the new seats before it gives the others back, so that the hold stays, for the same ticket types', async () => {
  const { sale, asked } = await holding(f1, f2);
  sale.chooseType(f1, child);
  takeInstead(sale, showtime, [f2, f3]);
  await vi.waitFor(() => expect(sale.snapshot().hold?.seats).toEqual(['F2', 'F3']));
  expect(asked.slice(2)).toEqual(['POST F3', 'DELETE F1']);
  expect(sale.snapshot().lines).toContainEqual({ seat: 'F3', ticketTypeId: 'child' });
});

test('lets the party keep what it has where the other seat was lost too', async () => {
  const { sale, asked } = await holding(f1);
  takeInstead(sale, showtime, [f3, SeatId.parse('F4')]);
  await vi.waitFor(() => expect(sale.snapshot().message?.taken?.seats).toEqual(['F4']));
  await vi.waitFor(() => expect(sale.snapshot().hold?.seats).toEqual(['F1', 'F3']));
  expect(asked.filter((call) => call.startsWith('DELETE'))).toEqual([]);
});

test('tries a cart whose hold ended again as it was', async () => {
  const { sale } = await holding();
  const lines = [
    { seat: f1, ticketTypeId: child },
    { seat: f2, ticketTypeId: TicketTypeId.parse('adult') },
  ];
  tryAgain(sale, { showtime, lines });
  await vi.waitFor(() => expect(sale.snapshot().hold?.seats).toEqual(['F1', 'F2']));
  expect(sale.snapshot().lines).toEqual(lines);
});

/** A sale with these seats, on a server that holds whatever it is asked for except F4. */
async function holding(...seats: readonly SeatId[]) {
  const asked: string[] = [];
  let held: readonly string[] = [];
  const answer = (method: string, wanted: readonly string[]) => {
    asked.push(`${method} ${wanted.join(' ')}`);
    if (wanted.includes('F4'))
      throw new ApiProblem({ code: 'seats.taken', details: { seats: ['F4'] }, requestId: 'r' });
    held =
      method === 'POST' ? [...new Set([...held, ...wanted])] : held.filter((seat) => !wanted.includes(seat));
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    return {
      hold: { id: 'hold-1', showtimeId: 'sho_1', seats: held, expiresAt, extendableUntil: expiresAt },
    };
  };
  // The double stands for the data layer; untyped as a wire is.
  const call = ((contract: { method: string }, input: { body: { seats: readonly string[] } }) =>
    Promise.resolve().then(() => answer(contract.method, input.body.seats))) as unknown as Call;
  const sale = new Sale({
    call,
    newKey: () => 'key',
    onSending: () => Promise.resolve(),
    onRefused: () => undefined,
    onOwed: () => Promise.resolve(),
    onSold: () => undefined,
    isDegraded: () => false,
  });
  for (const seat of seats) sale.take(showtime, seat);
  await vi.waitFor(() => expect(sale.snapshot().hold?.seats ?? []).toEqual([...seats]));
  return { sale, asked };
}
