import { HoldId, SeatId, TicketTypeId } from '@foyer/shared/ids';
import { expect, test, vi } from 'vitest';
import { ApiProblem, NoAnswer } from '../../data/api-problem.ts';
import type { Call } from '../../data/client.ts';
import { buildBooking } from '../../testing/test-sales.ts';
import type { ExchangeWish } from './exchange-wish.ts';
import { runExchange } from './run-exchange.ts';

const before = buildBooking();
const after = buildBooking({ seats: ['A1', 'F13'], version: 2 });
const out = (status: string) => ({
  ...buildBooking({
    payments: [{ id: 'pay_2', tender: 'CARD', amountMinor: 300, status, refundedMinor: 0, cardLast4: null }],
  }),
});
const wish: ExchangeWish = {
  bookingId: before.id,
  showtimeId: before.showtimeId,
  holdId: HoldId.parse('hld_1'),
  given: [SeatId.parse('F12')],
  lines: [{ seat: SeatId.parse('A1'), ticketTypeId: TicketTypeId.parse('adult') }],
  payment: { tender: 'CARD', amountMinor: 300 },
  backMinor: 0,
  currency: 'EUR',
  reason: 'a test',
};
const open = new ApiProblem({ code: 'booking.state', details: { state: 'PAYMENT_OPEN' }, requestId: '' });
const sending = { idempotencyKey: 'key', approval: {} };

/** A server that answers in turn; the last answer stays. */
function server(...answers: readonly (object | Error)[]) {
  const left = [...answers];
  return vi.fn(() => {
    const answer = left.length > 1 ? left.shift() : left[0];
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve({ booking: answer });
  });
}

const run = (call: ReturnType<typeof server>, wanted = wish) =>
  runExchange({ call: call as unknown as Call, lookAgainMs: 1, mostLooks: 6 }, wanted, sending);

test('follows a card that takes longer than a request, until it has paid', async () => {
  const call = server(new NoAnswer(''), out('STARTED'), new NoAnswer(''), out('UNKNOWN'), after);
  await expect(run(call)).resolves.toEqual(after);
});

test('says that the card has not paid, once it was out and is no more', async () => {
  await expect(run(server(open, out('STARTED'), out('DECLINED')))).rejects.toMatchObject({
    code: 'payment.declined',
  });
});

test('knows nothing where the charge was never seen, or stays out', async () => {
  await expect(run(server(new NoAnswer(''), before))).rejects.toBeInstanceOf(NoAnswer);
  await expect(run(server(open, out('STARTED')))).rejects.toBeInstanceOf(NoAnswer);
});

test('asks after no cash, and passes on what is refused', async () => {
  const cash = { ...wish, payment: { tender: 'CASH' as const, amountMinor: 300 } };
  const silent = server(new NoAnswer(''));
  await expect(run(silent, cash)).rejects.toBeInstanceOf(NoAnswer);
  expect(silent).toHaveBeenCalledOnce();
  const taken = new ApiProblem({ code: 'seats.taken', details: { seats: ['A1'] }, requestId: '' });
  await expect(run(server(taken))).rejects.toBe(taken);
});
