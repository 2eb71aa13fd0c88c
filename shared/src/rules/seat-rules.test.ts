import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Seat, type SeatKind } from '../http/seat-map.ts';
import { SeatId } from '../ids.ts';
import { bestSeats, withoutOrphans } from './best-seats.ts';
import { unaccompanied } from './companions.ts';
import { blocksOf } from './hall-rows.ts';
import { orphansLeftBy, type HallState } from './orphans.ts';

const id = (text: string): SeatId => SeatId.parse(text);
const set = (...ids: string[]): Set<SeatId> => new Set(ids.map(id));

/** Draws rows as text: `.` free, `x` taken, `w` wheelchair, `c` companion, a space is an aisle. Rows are A, B, … */
function hall(...rows: string[]): HallState & { readonly seats: readonly Seat[] } {
  const taken = new Set<string>();
  const kinds: Record<string, SeatKind> = { w: 'WHEELCHAIR', c: 'COMPANION' };
  const seats = rows.flatMap((drawn, line) =>
    drawn.split('').flatMap((sign, column) => {
      if (sign === ' ') return [];
      const row = String.fromCharCode(65 + line);
      if (sign === 'x') taken.add(`${row}${column + 1}`);
      const kind = kinds[sign] ?? 'STANDARD';
      return Seat.parse({
        id: `${row}${column + 1}`,
        row,
        number: column + 1,
        x: column,
        y: line,
        kind,
        category: 'standard',
      });
    }),
  );
  return { seats, blocks: blocksOf(seats), isFree: (seat) => !taken.has(seat) };
}

describe('the orphan rule', () => {
  it.each([
    ['leaves none at the wall', '......', ['A1', 'A2'], []],
    ['leaves one at the wall', '......', ['A2', 'A3'], ['A1']],
    ['leaves one at an aisle', '... ...', ['A1', 'A2'], ['A3']],
    ['leaves one beside a sold seat', 'x....x', ['A3', 'A4'], ['A2', 'A5']],
    ['may fill a gap of one', 'x.x...', ['A2'], []],
    ['does not blame a gap that was there', 'x.x....', ['A4', 'A5'], []],
    ['never counts a wheelchair place', 'w....', ['A2', 'A3', 'A4', 'A5'], []],
    ['leaves pairs alone', '....', ['A1', 'A2'], []],
  ])('%s: %s', (_what, row, chosen, orphans) => {
    expect(orphansLeftBy(hall(row), set(...chosen))).toEqual(orphans.map(id));
  });

  it('suggests seats close by that leave nobody alone', () => {
    const drawn = hall('......');
    const chosen = drawn.seats.filter((seat) => ['A2', 'A3'].includes(seat.id));
    expect(withoutOrphans(drawn, chosen)).toEqual([id('A1'), id('A2')]);
  });

  it('has nothing to suggest where every choice leaves a gap', () => {
    const drawn = hall('...');
    expect(withoutOrphans(drawn, drawn.seats.slice(0, 2))).toBeNull();
  });
});

describe('the companion rule', () => {
  it.each([
    [['A1', 'A2'], []],
    [['A2'], ['A2']],
    [['A1'], []],
    [['A3', 'A4'], []],
    [['A1', 'A8'], ['A8']],
  ])('judges %s', (chosen, refused) => {
    expect(unaccompanied(blocksOf(hall('wc... wc').seats), set(...chosen))).toEqual(refused.map(id));
  });
});

describe('the best seats', () => {
  const frame = { focalPoint: { x: 4, y: 1 } };

  it('are together, near the focal point, without a gap', () => {
    expect(bestSeats(hall('.........', '.........', '.........'), frame, { count: 3 })).toEqual({
      seats: [id('B4'), id('B5'), id('B6')],
      rung: 'together',
    });
  });

  it.each([
    ['rather in another row than with a gap', ['..x..x', 'x...xx'], 2, 'together'],
    ['together with a gap rather than apart', ['...', 'xxx'], 2, 'together-with-gap'],
    ['two rows behind each other rather than apart', ['..xxxx', '..xxxx'], 4, 'two-rows'],
    ['apart where nothing else is left', ['.xx.xx', 'xxx.x.'], 4, 'apart'],
  ])('stand %s', (_what, rows, count, rung) => {
    expect(bestSeats(hall(...rows), frame, { count })?.rung).toBe(rung);
  });

  it('are none where there are too few, and leave accessible places alone', () => {
    expect(bestSeats(hall('wcx.'), frame, { count: 2 })).toBeNull();
  });

  it('put a party with a wheelchair beside its companion, the rest close by', () => {
    const drawn = hall('.....', 'wc...', '.....');
    const best = bestSeats(drawn, frame, { count: 3, accessible: 1, companions: 1 });
    expect(best).toEqual({ seats: [id('B1'), id('B2'), id('B3')], rung: 'accessible' });
    expect(bestSeats(drawn, frame, { count: 3, accessible: 2 })).toBeNull();
  });

  it('are always free, distinct, as many as wanted, and clean on the first rung', () => {
    const row = fc.string({ unit: fc.constantFrom('.', '.', 'x', ' ', 'w'), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 6 }),
        (rows, count) => {
          const drawn = hall(...rows);
          const best = bestSeats(drawn, frame, { count });
          const free = drawn.seats.filter((seat) => drawn.isFree(seat.id) && seat.kind === 'STANDARD').length;
          expect(best === null).toBe(free < count);
          if (!best) return;
          expect(new Set(best.seats).size).toBe(count);
          expect(best.seats.every((seat) => drawn.isFree(seat))).toBe(true);
          const left = best.rung === 'together' ? orphansLeftBy(drawn, new Set(best.seats)) : [];
          expect(left).toEqual([]);
        },
      ),
    );
  });
});
