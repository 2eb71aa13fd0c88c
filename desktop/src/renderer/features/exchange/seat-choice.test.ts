import type { Hold } from '@foyer/shared/http/holds';
import { HoldId, SeatId, ShowtimeId } from '@foyer/shared/ids';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiProblem } from '../../data/api-problem.ts';
import type { Call } from '../../data/client.ts';
import { buildShowtime } from '../../testing/test-sales.ts';
import { SeatChoice } from './seat-choice.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const id = (name: string) => SeatId.parse(name);
const show = buildShowtime();
const other = buildShowtime({ id: 'sho_2' });

interface Asked {
  readonly method: string;
  readonly show: string;
  readonly body: { readonly seats?: readonly SeatId[]; readonly holdId?: string; readonly count?: number };
}

/** A server with a hold per show, which refuses these seats. */
function hall(taken: readonly string[] = []) {
  const asked: Asked[] = [];
  const held = new Map<string, SeatId[]>();
  const holdOf = (showId: string): Hold => ({
    id: HoldId.parse(`hld_${showId}`),
    showtimeId: ShowtimeId.parse(showId),
    seats: held.get(showId) ?? [],
    expiresAt: new Date(Date.now() + 60_000).toISOString(),
    extendableUntil: new Date(Date.now() + 600_000).toISOString(),
  });
  const call = async (
    contract: { method: string },
    input: { params: { id: string }; body: Asked['body'] },
  ) => {
    const { params, body } = input;
    asked.push({ method: contract.method, show: params.id, body });
    const before = held.get(params.id) ?? [];
    if (contract.method === 'DELETE') {
      const left = body.seats ? before.filter((seat) => !body.seats?.includes(seat)) : [];
      held.set(params.id, left);
      return Promise.resolve({ hold: left.length > 0 ? holdOf(params.id) : null });
    }
    const wanted = body.seats ?? Array.from({ length: body.count ?? 0 }, (_, index) => id(`B${index + 1}`));
    const lost = wanted.filter((seat) => taken.includes(seat));
    if (lost.length > 0)
      throw new ApiProblem({ code: 'seats.taken', details: { seats: lost }, requestId: '' });
    held.set(params.id, [...new Set([...before, ...wanted])]);
    return Promise.resolve({ hold: holdOf(params.id) });
  };
  return { choice: new SeatChoice(call as unknown as Call), asked, held };
}

const settled = () => vi.advanceTimersByTimeAsync(0);

test('takes no more than are given: the next one comes in the place of the first, which goes back after it', async () => {
  const { choice, held, asked } = hall();
  choice.toggle(show, id('A1'), 1);
  await settled();
  choice.toggle(show, id('A2'), 1);
  await settled();
  expect(choice.snapshot()).toMatchObject({ seats: ['A2'], underWay: [] });
  expect(held.get(show.id)).toEqual(['A2']);
  expect(asked.map(({ method }) => method)).toEqual(['POST', 'POST', 'DELETE']);
});

test('keeps what it has when the next seat was just taken, and says so', async () => {
  const { choice } = hall(['A2']);
  choice.toggle(show, id('A1'), 1);
  choice.toggle(show, id('A2'), 1);
  await settled();
  expect(choice.snapshot()).toMatchObject({
    seats: ['A1'],
    underWay: [],
    message: 'Seat A2 just went to somebody else.',
  });
});

test('moves to another show once a seat there is sure, and never before', async () => {
  const { choice, held } = hall(['A2']);
  choice.toggle(show, id('A1'), 2);
  choice.toggle(other, id('A2'), 2);
  await settled();
  expect(choice.snapshot()).toMatchObject({ showtime: show, seats: ['A1'] });
  choice.toggle(other, id('A3'), 2);
  await settled();
  expect(choice.snapshot()).toMatchObject({ showtime: other, seats: ['A3'] });
  expect([held.get(show.id), held.get(other.id)]).toEqual([[], ['A3']]);
});

test('lets the server find what is missing, and nothing where there is enough', async () => {
  const { choice, asked } = hall();
  choice.toggle(show, id('A1'), 3);
  choice.takeBest(show, 3);
  choice.takeBest(show, 3);
  await settled();
  expect(choice.snapshot().seats).toEqual(['A1', 'B1', 'B2']);
  expect(asked.filter(({ body }) => body.count !== undefined)).toHaveLength(1);
});

test('takes the offered seats first and gives the others back then', async () => {
  const { choice, held } = hall();
  choice.toggle(show, id('A1'), 2);
  choice.toggle(show, id('A2'), 2);
  await settled();
  choice.replace([id('A2'), id('A3')]);
  await settled();
  expect(held.get(show.id)).toEqual(['A2', 'A3']);
});

test('gives all back by the clock and says so, but not while the exchange is under way', async () => {
  const { choice, held } = hall();
  choice.toggle(show, id('A1'), 1);
  await settled();
  choice.pause(true);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(choice.snapshot().seats).toEqual(['A1']);
  choice.pause(false);
  await settled();
  await vi.advanceTimersByTimeAsync(61_000);
  expect(choice.snapshot()).toMatchObject({ seats: [], hold: null });
  expect(choice.snapshot().message).toMatch(/^The hold on A1 ran out/);
  expect(held.get(show.id)).toEqual([]);
});

test('forgets a hold that has become the booking’s, and releases nothing of it', async () => {
  const { choice, asked } = hall();
  choice.toggle(show, id('A1'), 1);
  await settled();
  choice.settle();
  await settled();
  expect([choice.snapshot().seats, asked.some(({ method }) => method === 'DELETE')]).toEqual([[], false]);
});
