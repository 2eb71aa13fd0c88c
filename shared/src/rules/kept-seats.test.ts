import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SeatId } from '../ids.ts';
import { Role } from '../roles.ts';
import { isKeptAt, keptSeatsOf, maySellKept, type KeptGroup } from './kept-seats.ts';

const group = fc.record({
  seats: fc.subarray(['A1', 'A2', 'A3'].map((id) => SeatId.parse(id))),
  releaseAt: fc.option(fc.integer({ min: 0, max: 4 }).map((ms) => new Date(ms))),
  roles: fc.subarray([...Role.options]),
});
const groups: fc.Arbitrary<readonly KeptGroup[]> = fc.array(group, { maxLength: 4 });

describe('seats that groups keep back', () => {
  it('are kept while any of their groups has not released them', () => {
    fc.assert(
      fc.property(groups, fc.integer({ min: 0, max: 5 }), (all, nowMs) => {
        const kept = keptSeatsOf(all);
        for (const seat of all.flatMap(({ seats }) => seats)) {
          const closed = all.some(
            ({ seats, releaseAt }) =>
              seats.includes(seat) && (releaseAt === null || releaseAt.getTime() > nowMs),
          );
          const found = kept.get(seat);
          expect(found && isKeptAt(found, nowMs)).toBe(closed);
        }
      }),
    );
  });

  it('are sold before by roles that all of their groups name, and afterwards by everybody', () => {
    fc.assert(
      fc.property(
        groups,
        fc.constantFrom(...Role.options),
        fc.integer({ min: 0, max: 5 }),
        (all, role, nowMs) => {
          for (const [seat, kept] of keptSeatsOf(all)) {
            const named = all
              .filter(({ seats }) => seats.includes(seat))
              .every(({ roles }) => roles.includes(role));
            expect(maySellKept(kept, role, nowMs)).toBe(named || !isKeptAt(kept, nowMs));
          }
        },
      ),
    );
    expect(maySellKept(undefined, 'USER', 0)).toBe(true);
  });
});
