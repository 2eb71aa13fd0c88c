import { Hold } from '@foyer/shared/http/holds';
import { SeatId, TicketTypeId } from '@foyer/shared/ids';
import { HandOverCode } from '@foyer/shared/rules/hand-over-code';
import { expect, test } from 'vitest';
import { ApiProblem, NoAnswer } from '../../../data/api-problem.ts';
import type { Call } from '../../../data/client.ts';
import { buildBooking, buildShowtime } from '../../../testing/test-sales.ts';
import { type Cart, type CartEvent, emptyCart, nextCart } from './cart.ts';
import { takeOver } from './take-over.ts';

const code = HandOverCode.parse('FH0A-7K2M-9QXR-4TBD-1234');
const ticketTypes = [{ id: 'adult', name: 'Adult', pricesMinor: { STANDARD: 1300 } }];
const showtime = buildShowtime({ ticketTypes });
const hold = Hold.parse({
  id: 'hold-1',
  showtimeId: 'sho_1',
  seats: ['F13', 'F12'],
  expiresAt: '2026-11-26T19:00:00.000Z',
  extendableUntil: '2026-11-26T19:10:00.000Z',
});
const ownLine = { seat: SeatId.parse('A1'), ticketTypeId: TicketTypeId.parse('adult') };

/** A till with this cart, and a server that answers in turn; an Error is thrown. */
function till(cart: Cart, answers: readonly unknown[]) {
  const state = { cart, asked: [] as string[] };
  const put = (event: CartEvent): void => {
    state.cart = nextCart(state.cart, event);
  };
  const sale = {
    snapshot: () => state.cart,
    nextGuest: () => put({ kind: 'emptied', message: null }),
    inTurn: (act: (change: typeof put) => Promise<void>) => void act(put),
  };
  const left = [...answers];
  const call = ((contract: { readonly path: string }) => {
    state.asked.push(contract.path);
    const answer = left.shift();
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  }) as unknown as Call;
  const take = (isKnown = true) =>
    takeOver(sale, code, { call, known: () => (isKnown ? showtime : undefined), retryDelaysMs: [1] });
  return { state, take, put };
}

test('puts the guest’s seats into the empty cart in the order of the hall, in one call', async () => {
  const { state, take } = till(emptyCart, [{ hold }]);
  expect(await take()).toMatchObject({ kind: 'taken', showtime: { id: 'sho_1' } });
  expect(state.cart.lines.map(({ seat }) => seat)).toEqual(['F12', 'F13']);
  expect([state.cart.hold?.id, state.asked]).toEqual(['hold-1', ['/api/seats/take-over']]);
});

test('goes on to the next guest from a sale that is made', async () => {
  const tendered = { payments: [], givenMinor: null };
  const phase = { kind: 'sold', booking: buildBooking(), tendered, rescue: null } as const;
  const sold: Cart = { ...emptyCart, showtime, phase };
  const { state, take } = till(sold, [{ hold }]);
  expect((await take()).kind).toBe('taken');
  expect(state.cart.phase.kind).toBe('choosing');
});

test('leaves a cart that is not empty, and the guest’s hold, as they are', async () => {
  const { state, take } = till({ ...emptyCart, showtime, lines: [ownLine] }, []);
  expect(await take()).toMatchObject({
    kind: 'refused',
    text: expect.stringContaining('not empty') as string,
  });
  expect([state.asked, state.cart.lines]).toEqual([[], [ownLine]]);
});

test.each([
  [
    'used or old',
    new ApiProblem({ code: 'hold.not-found', details: {}, requestId: 'r' }),
    'used up or too old',
  ],
  ['being paid for', new ApiProblem({ code: 'hold.in-sale', details: {}, requestId: 'r' }), 'being paid for'],
  ['not answered', new NoAnswer('gone'), ''],
])('says why where the code is %s', async (_name, error, words) => {
  const { state, take } = till(emptyCart, [error]);
  const answer = await take();
  expect(answer).toMatchObject({ kind: 'refused', text: expect.stringContaining(words) as string });
  expect(state.cart).toEqual(emptyCart);
});

test('asks for a show that it does not know until there is an answer, since the code is used up by now', async () => {
  const { state, take } = till(emptyCart, [{ hold }, new NoAnswer('gone'), { showtime }]);
  expect((await take(false)).kind).toBe('taken');
  expect(state.cart.lines).toHaveLength(2);
});

test('lets the guest’s seats go before one that was pressed meanwhile', async () => {
  const { state, take, put } = till(emptyCart, [{ hold }]);
  const taking = take();
  put({ kind: 'take-began', showtime, line: ownLine });
  await taking;
  expect(state.cart.lines.map(({ seat }) => seat)).toEqual(['F12', 'F13']);
  expect(state.cart.underWay).toEqual({});
});
