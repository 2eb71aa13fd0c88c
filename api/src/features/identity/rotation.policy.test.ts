import { array, assert, nat, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { graceMs, judge, rotationOn, type RotationState, type Verdict } from './rotation.policy.ts';

const [idleMs, shiftMs] = [2 * 3_600_000, 12 * 3_600_000];
const { firstState, rotated } = rotationOn({ idleMs, shiftMs });
const start = new Date('2026-11-23T12:00:00Z');
const after = (ms: number): Date => new Date(start.getTime() + ms);
const zero = firstState('0', start);
const one = rotated(zero, '1', after(1_000));
const two = rotated(one, '2', after(2_000));

test('the first token is exchanged for its successor', () => {
  expect(judge(zero, '0', start)).toEqual({ kind: 'rotate' });
});

test('a predecessor answers its successor again for as long as nobody used that', () => {
  expect(judge(one, '0', after(idleMs - 1))).toEqual({ kind: 'repeat', successorHash: '1' });
});

test('once the successor was used, the predecessor has ten seconds', () => {
  expect(judge(two, '0', after(2_000 + graceMs))).toEqual({ kind: 'repeat', successorHash: '1' });
  expect(judge(two, '0', after(2_001 + graceMs))).toEqual({ kind: 'reused' });
});

test('anything older than the predecessor is reuse at once', () => {
  expect(judge(rotated(two, '3', after(2_001)), '0', after(2_002))).toEqual({ kind: 'reused' });
});

test('a session that nobody refreshes ends after its idle time', () => {
  expect(judge(zero, '0', after(idleMs - 1)).kind).toBe('rotate');
  expect(judge(zero, '0', after(idleMs)).kind).toBe('idle');
});

test('a session ends with the shift, however often it is refreshed', () => {
  const late = rotated(zero, '1', after(shiftMs - 1));
  expect(late.expiresAt).toEqual(after(shiftMs));
  expect(judge(late, '1', after(shiftMs - 1)).kind).toBe('rotate');
  expect(judge(late, '1', after(shiftMs)).kind).toBe('over');
});

test('a shift that is shorter than the idle time ends first', () => {
  const brief = rotationOn({ idleMs, shiftMs: 1_000 }).firstState('0', start);
  expect(brief.expiresAt).toEqual(after(1_000));
});

test('whatever is presented in whatever order, a repeated answer is one that is still good', () => {
  const step = record({ back: nat(4), waitMs: nat(15_000) });
  assert(
    property(array(step, { maxLength: 60 }), (steps) => {
      let state: RotationState = firstState('0', start);
      let [now, latest] = [start, 0];
      for (const { back, waitMs } of steps) {
        now = new Date(now.getTime() + waitMs);
        const presented = Math.max(0, latest - back);
        const verdict = judge(state, String(presented), now);
        const answer = verdict.kind === 'repeat' ? verdict.successorHash : String(latest);
        expect(judge(state, answer, now).kind).not.toBe('reused');
        expect({ back: latest - presented, verdict }).toSatisfy(fits(String(presented + 1)));
        if (verdict.kind !== 'rotate') continue;
        latest += 1;
        state = rotated(state, String(latest), now);
      }
    }),
  );
});

/** The latest token rotates, the predecessor is repeated, the one before may be, and nothing older is. */
function fits(successorHash: string) {
  return ({ back, verdict }: { back: number; verdict: Verdict }): boolean => {
    const isRepeat = verdict.kind === 'repeat' && verdict.successorHash === successorHash;
    if (back === 0) return verdict.kind === 'rotate';
    if (back === 1) return isRepeat;
    return verdict.kind === 'reused' || (back === 2 && isRepeat);
  };
}
