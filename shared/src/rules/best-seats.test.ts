import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Seat, type SeatKind } from '../http/seat-map.ts';
import type { SeatId } from '../ids.ts';
import { bestSeats, judgeChoice, type PartyWish } from './best-seats.ts';
import { unaccompanied } from './companions.ts';
import { blocksOf } from './hall-rows.ts';
import { OrphanRule, orphansLeftBy, type HallState } from './orphans.ts';

const frame = { focalPoint: { x: 4, y: 1 } };

interface Drawn extends HallState {
  readonly seats: readonly Seat[];
}

/** Rows as text: `.` free, `p` free and premium, `x` taken, `w` wheelchair, `c` companion, `o` own, a space an aisle. */
function draw(rows: readonly string[]): Drawn & { readonly own: readonly Seat[] } {
  const taken = new Set<string>();
  const own: Seat[] = [];
  const kinds: Record<string, SeatKind> = { w: 'WHEELCHAIR', c: 'COMPANION' };
  const seats = rows.flatMap((drawn, line) =>
    drawn.split('').flatMap((sign, column) => {
      if (sign === ' ') return [];
      const row = String.fromCharCode(65 + line);
      const seat = Seat.parse({
        id: `${row}${column + 1}`,
        row,
        number: column + 1,
        x: column,
        y: line * 1.3,
        kind: kinds[sign] ?? 'STANDARD',
        category: sign === 'p' ? 'premium' : 'standard',
      });
      if (sign === 'x') taken.add(seat.id);
      if (sign === 'o') own.push(seat);
      return [seat];
    }),
  );
  return { seats, own, blocks: blocksOf(seats), isFree: (seat) => !taken.has(seat) };
}

const rowOf = (...signs: string[]) =>
  fc.string({ unit: fc.constantFrom(...signs), minLength: 1, maxLength: 9 });
const hallOf = (...signs: string[]) =>
  fc.array(rowOf(...signs), { minLength: 1, maxLength: 4 }).map((rows) => draw(rows));
const plain = hallOf('.', '.', 'x', ' ');
const motley = hallOf('.', '.', 'p', 'x', ' ', 'w', 'c');
const rules = fc.constantFrom(...OrphanRule.options);
const count = fc.integer({ min: 1, max: 5 });

/** Every choice of so many chairs; only for small halls. */
function* choices(chairs: readonly Seat[], size: number): Generator<readonly Seat[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (const [index, chair] of chairs.entries()) {
    for (const rest of choices(chairs.slice(index + 1), size - 1)) yield [chair, ...rest];
  }
}

function chosenIn(hall: Drawn, seats: readonly SeatId[]): readonly Seat[] {
  return seats.flatMap((id) => hall.seats.find((seat) => seat.id === id) ?? []);
}

function wishes(hall: Drawn): fc.Arbitrary<PartyWish> {
  const wheelchairs = hall.seats.filter(({ kind }) => kind === 'WHEELCHAIR').length;
  return fc
    .record({
      count,
      category: fc.constantFrom(undefined, 'standard', 'premium'),
      accessible: fc.integer({ min: 0, max: Math.min(2, wheelchairs) }),
      companions: fc.integer({ min: 0, max: 1 }),
      rule: rules,
    })
    .map((wish) => ({
      ...wish,
      companions: wish.accessible === 0 ? 0 : wish.companions,
      count: Math.max(wish.count, wish.accessible + wish.companions),
    }));
}

describe('a best choice', () => {
  it('is of free and distinct seats, as many and of the kinds as wished', () => {
    const asked = motley.chain((hall) => fc.tuple(fc.constant(hall), wishes(hall)));
    fc.assert(
      fc.property(asked, ([hall, wish]) => {
        const best = bestSeats(hall, frame, wish);
        if (!best) return;
        const seats = chosenIn(hall, best.seats);
        const ofKind = (kind: SeatKind): number => seats.filter((seat) => seat.kind === kind).length;
        expect(new Set(best.seats).size).toBe(wish.count);
        expect(best.seats.every((seat) => hall.isFree(seat))).toBe(true);
        expect([ofKind('WHEELCHAIR'), ofKind('COMPANION')]).toEqual([wish.accessible, wish.companions]);
        expect(unaccompanied(hall.blocks, new Set(best.seats))).toEqual([]);
        const chairs = seats.filter(({ kind }) => kind === 'STANDARD');
        expect(chairs.every(({ category }) => category === (wish.category ?? category))).toBe(true);
      }),
    );
  });

  it('is never refused by the sale afterwards', () => {
    const asked = motley.chain((hall) => fc.tuple(fc.constant(hall), wishes(hall)));
    fc.assert(
      fc.property(asked, ([hall, wish]) => {
        const best = bestSeats(hall, frame, wish);
        const refusal = best && judgeChoice(hall, chosenIn(hall, best.seats), wish.rule ?? 'OFF');
        expect(refusal).toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  it('is never refused together with the seats that the party had already', () => {
    const halls = hallOf('.', '.', '.', 'x', 'o', ' ');
    fc.assert(
      fc.property(halls, count, rules, (hall, more, rule) => {
        const best = bestSeats(hall, frame, { count: more, own: hall.own, rule });
        if (!best) return;
        expect(best.seats.some((id) => hall.own.some((seat) => seat.id === id))).toBe(false);
        expect(judgeChoice(hall, [...hall.own, ...chosenIn(hall, best.seats)], rule)).toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  it('leaves nobody alone wherever any choice does not', () => {
    const few = fc.integer({ min: 1, max: 3 });
    fc.assert(
      fc.property(fc.array(rowOf('.', '.', 'x', ' '), { minLength: 1, maxLength: 2 }), few, (rows, party) => {
        const hall = draw(rows);
        const free = hall.seats.filter((seat) => hall.isFree(seat.id));
        const isClean = (seats: readonly SeatId[]): boolean =>
          orphansLeftBy(hall, new Set(seats)).length === 0;
        const exists = [...choices(free, party)].some((seats) => isClean(seats.map(({ id }) => id)));
        const strict = bestSeats(hall, frame, { count: party, rule: 'STRICT' });
        expect(strict !== null).toBe(exists);
        expect(strict === null || isClean(strict.seats)).toBe(true);
      }),
    );
  });

  it('is found wherever there are enough seats, unless the rule is strict', () => {
    fc.assert(
      fc.property(plain, count, fc.constantFrom('OFF', 'LENIENT'), (hall, party, rule) => {
        const free = hall.seats.filter((seat) => hall.isFree(seat.id)).length;
        expect(bestSeats(hall, frame, { count: party, rule }) !== null).toBe(free >= party);
      }),
    );
  });

  it('stands on the highest rung that has one', () => {
    fc.assert(
      fc.property(plain, count, (hall, party) => {
        const together = hall.blocks.flatMap((block) =>
          block.flatMap((_seat, from) => {
            const seats = block.slice(from, from + party);
            return seats.length === party && seats.every(({ id }) => hall.isFree(id)) ? [seats] : [];
          }),
        );
        const clean = together.filter(
          (seats) => orphansLeftBy(hall, new Set(seats.map(({ id }) => id))).length === 0,
        );
        const rung = bestSeats(hall, frame, { count: party })?.rung;
        expect(rung === 'together').toBe(clean.length > 0);
        expect(rung === 'together' || rung === 'together-with-gap').toBe(together.length > 0);
      }),
    );
  });

  it('is the same whenever it is asked for, and whatever was asked in between', () => {
    fc.assert(
      fc.property(motley, count, count, (hall, party, other) => {
        const first = bestSeats(hall, frame, { count: party });
        bestSeats(hall, frame, { count: other, rule: 'STRICT' });
        expect(bestSeats(hall, frame, { count: party })).toEqual(first);
        const again = { ...hall, blocks: blocksOf(hall.seats) };
        expect(bestSeats(again, frame, { count: party })).toEqual(first);
      }),
    );
  });
});

describe('the ladder', () => {
  it.each([
    ['a place beside the seats the party has', ['.........', '....o....'], 1, 'OFF', ['B4']],
    ['few groups rather than many', ['.x.x.x.xx...', 'xxxxxxxxxxxx'], 4, 'OFF', ['A5', 'A10', 'A11', 'A12']],
    ['nothing where the rule is strict and every choice leaves a seat alone', ['...'], 2, 'STRICT', null],
    ['the gap where the rule is lenient and nothing better exists', ['...'], 2, 'LENIENT', ['A2', 'A3']],
    [
      'two rows without a gap before two with one',
      ['...xxx..', '...xxx..'],
      4,
      'STRICT',
      ['A7', 'A8', 'B7', 'B8'],
    ],
  ] as const)('offers %s', (_what, rows, party, rule, expected) => {
    const hall = draw(rows);
    const best = bestSeats(hall, frame, { count: party, rule, own: hall.own });
    expect(best && [...best.seats].sort()).toEqual(expected && [...expected].sort());
  });

  it('seats the rest of a wheelchair party without leaving anybody alone where it can', () => {
    const hall = draw(['wc...', '.....']);
    const best = bestSeats(hall, frame, { count: 4, accessible: 1, companions: 1, rule: 'STRICT' });
    expect(best?.rung).toBe('accessible');
    expect(orphansLeftBy(hall, new Set(best?.seats))).toEqual([]);
  });
});
