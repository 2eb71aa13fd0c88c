import fc from 'fast-check';
import { sumMinor } from '@foyer/shared/money';
import { describe, expect, test } from 'vitest';
import { changeMinor, leftMinor, type Part, stepFor } from './tender-plan.ts';

const nothing = { dueMinor: 3900, parts: [] };
const twentyInCash = { dueMinor: 3900, parts: [{ tender: 'CASH', amountMinor: 2000 }] } as const;

describe('a tender key', () => {
  test('pays all of it where nothing was typed, and nobody said what was given', () => {
    expect(stepFor(nothing, 'CASH', null)).toEqual({
      kind: 'pay',
      tendered: { payments: [{ tender: 'CASH', amountMinor: 3900 }], givenMinor: null },
    });
  });

  test('knows the change of a note', () => {
    const step = stepFor(nothing, 'CASH', 5000);
    expect(step).toMatchObject({ kind: 'pay', tendered: { givenMinor: 5000 } });
    expect(step.kind === 'pay' && changeMinor(step.tendered)).toBe(1100);
  });

  test('lays a part of the sum aside', () => {
    expect(stepFor(nothing, 'CASH', 2000)).toEqual({ kind: 'lay', part: twentyInCash.parts[0] });
    expect(stepFor(nothing, 'CARD', 2000)).toMatchObject({ kind: 'lay', part: { tender: 'CARD' } });
  });

  test('sends the parts together, cash as one payment', () => {
    expect(stepFor(twentyInCash, 'CARD', null)).toEqual({
      kind: 'pay',
      tendered: {
        payments: [
          { tender: 'CASH', amountMinor: 2000 },
          { tender: 'CARD', amountMinor: 1900 },
        ],
        givenMinor: null,
      },
    });
    const twoNotes = stepFor(twentyInCash, 'CASH', 2000);
    expect(twoNotes).toEqual({
      kind: 'pay',
      tendered: { payments: [{ tender: 'CASH', amountMinor: 3900 }], givenMinor: 4000 },
    });
  });

  test('lets a card pay no change, and takes no amount that is none', () => {
    expect(stepFor(nothing, 'CARD', 3901)).toEqual({ kind: 'too-much' });
    expect(stepFor(nothing, 'CASH', Number.NaN)).toEqual({ kind: 'unreadable' });
    expect(stepFor(nothing, 'CASH', 0)).toEqual({ kind: 'unreadable' });
  });

  test('makes no more parts than one call takes', () => {
    const five: readonly Part[] = Array.from({ length: 5 }, () => ({ tender: 'CARD', amountMinor: 100 }));
    expect(stepFor({ dueMinor: 3900, parts: five }, 'CARD', 100)).toEqual({ kind: 'too-many' });
    expect(stepFor({ dueMinor: 3900, parts: five }, 'CARD', null)).toMatchObject({ kind: 'pay' });
  });
});

test('whatever is laid down, what is sent adds up to what is due', () => {
  const tender = fc.constantFrom('CASH', 'CARD');
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50_000 }),
      fc.array(fc.record({ tender, typed: fc.integer({ min: -5, max: 60_000 }) }), { maxLength: 12 }),
      tender,
      (dueMinor, wishes, last) => {
        let parts: readonly Part[] = [];
        for (const { tender: by, typed } of wishes) {
          const step = stepFor({ dueMinor, parts }, by, typed);
          if (step.kind === 'lay') parts = [...parts, step.part];
        }
        const step = stepFor({ dueMinor, parts }, last, null);
        expect(leftMinor({ dueMinor, parts })).toBeGreaterThan(0);
        expect(step.kind === 'pay' && sumMinor(step.tendered.payments.map((one) => one.amountMinor))).toBe(
          dueMinor,
        );
        expect(step.kind === 'pay' && step.tendered.payments.every((one) => one.amountMinor > 0)).toBe(true);
        expect(step.kind === 'pay' && step.tendered.payments.length).toBeLessThanOrEqual(6);
      },
    ),
  );
});
