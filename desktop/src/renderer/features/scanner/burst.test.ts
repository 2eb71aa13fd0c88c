import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ScannerFrame } from '../../../bridge/scanner.ts';
import { Burst, type Scan, type Stroke } from './burst.ts';

const plain: ScannerFrame = { prefix: '', suffix: 'Enter', gapMs: 40 };
const ticket = `FOYER1:K7QM-3FXA:sho_1:F12:${'aB-_9'.repeat(17)}x`;

/** Keys with the pause before each, in ms. */
type Typed = readonly (readonly [key: string, pauseMs: number, more?: Partial<Stroke>])[];

/** Each key is heard of after `lag` ms; a pause is waited for to its end before the next one is heard of. */
function play(typed: Typed, frame = plain, lag: (index: number) => number = () => 0) {
  const burst = new Burst(frame);
  const heard: string[] = [];
  const scans: Scan[] = [];
  const leaked: string[] = [];
  let atMs = 1_000;
  let nowMs = 0;
  let lastMs = 0;
  const take = (ending: Omit<ReturnType<typeof burst.press>, 'passes'>): void => {
    heard.push(...ending.released.map(({ key }) => key));
    leaked.push(...ending.leaked.map(({ key }) => key));
    if (ending.scan) scans.push(ending.scan);
  };
  typed.forEach(([key, pauseMs, more], index) => {
    atMs += pauseMs;
    const before = nowMs;
    nowMs = Math.max(nowMs, atMs + lag(index));
    // What is heard of at once leaves no pause in between.
    const isDue = nowMs > before && nowMs - lastMs > burst.patienceMs;
    if (burst.isHolding && isDue) take(burst.settle());
    lastMs = atMs;
    const verdict = burst.press({ key, atMs, isRepeat: false, isCommand: false, ...more });
    take(verdict);
    if (verdict.passes) heard.push(key);
  });
  if (burst.isHolding) take(burst.settle());
  return { heard, scans, leaked };
}

const scanned = (text: string, pauseMs = 4, end: readonly string[] = ['Enter']): Typed =>
  [...Array.from(text), ...end].map((key) => [key, pauseMs] as const);

test.each([
  ['a ticket', ticket],
  ['a guest’s code', 'FH0A-7K2M-9QXR-4TBD-1234'],
  ['a bar of chocolate', '5901234123457'],
  ['the shortest there is', '012345'],
])('keeps every key of %s to itself', (_name, text) => {
  expect(play(scanned(text))).toEqual({ heard: [], scans: [{ text, isWhole: true }], leaked: [] });
});

test('takes a slow scanner, one that shifts for each capital, and one that waits before its Enter', () => {
  const shifting = Array.from(ticket).flatMap((key) => [['Shift', 12] as const, [key, 18] as const]);
  const typed: Typed = [...shifting, ['Enter', 90]];
  const { heard, scans } = play(typed);
  expect(scans).toEqual([{ text: ticket, isWhole: true }]);
  expect(new Set(heard)).toEqual(new Set(['Shift']));
});

test('ends at Tab, at nothing, and says where an end was expected and did not come', () => {
  const frameOf = (suffix: ScannerFrame['suffix']): ScannerFrame => ({ ...plain, suffix });
  expect(play(scanned(ticket, 4, ['Tab']), frameOf('Tab')).scans).toEqual([{ text: ticket, isWhole: true }]);
  expect(play(scanned(ticket, 4, []), frameOf(null)).scans).toEqual([{ text: ticket, isWhole: true }]);
  const cut = play(scanned(ticket, 4, []));
  expect(cut).toEqual({ heard: [], scans: [{ text: ticket, isWhole: false }], leaked: [] });
  expect(play(scanned(ticket, 4, ['Tab'])).scans).toEqual([{ text: ticket, isWhole: false }]);
});

test('keeps control characters of a foreign code from being shortcuts', () => {
  const typed: Typed = [
    ...scanned('01040123456789', 4, []),
    [']', 4, { isCommand: true }],
    ...scanned('10AB', 4),
  ];
  const { heard, scans } = play(typed);
  expect([heard, scans[0]?.text]).toEqual([[], '0104012345678910AB']);
});

test('two scans one after the other are two, and the keys between them somebody’s', () => {
  const typed: Typed = [...scanned('5901234123457'), ['4', 300], ['Enter', 200], ...scanned(ticket)];
  const { heard, scans } = play(typed.map((one, index) => (index === 16 ? [one[0], 400] : one)));
  expect(heard).toEqual(['4', 'Enter']);
  expect(scans.map(({ text }) => text)).toEqual(['5901234123457', ticket]);
});

test('with a prefix, what lacks it is typed, whatever its pace', () => {
  const framed = { ...plain, prefix: '~' };
  expect(play(scanned(`~${ticket}`), framed).scans).toEqual([{ text: ticket, isWhole: true }]);
  expect(play(scanned('5901234123457'), framed)).toMatchObject({ scans: [], leaked: [] });
  expect(play(scanned('5901234123457'), framed).heard).toHaveLength(14);
});

test('finds a scan of which the first keys were let go, since the rest was heard of late', () => {
  const { heard, scans, leaked } = play(scanned(ticket), plain, (index) =>
    index === 0 ? 0 : 300 - 4 * index,
  );
  expect(heard).toEqual(['F']);
  expect(leaked).toEqual(['F']);
  expect(scans).toEqual([{ text: ticket, isWhole: true }]);
});

test('lets nothing through of a scan whose end is heard of after it was given up', () => {
  const text = ticket.slice(0, 60);
  const late = play(scanned(text), plain, (index) => (index < 40 ? 0 : 2_000 - 4 * index));
  expect(late).toEqual({ heard: [], scans: [{ text: text.slice(0, 40), isWhole: false }], leaked: [] });
  const next = play([...scanned(text, 4, []), ['4', 300], ['Enter', 200]]);
  expect(next.heard).toEqual(['4', 'Enter']);
});

test('takes no held key for a scanner, not even with the fastest repeat there is', () => {
  const held: Typed = [
    ['a', 900],
    ...Array.from({ length: 60 }, () => ['a', 10, { isRepeat: true }] as const),
  ];
  expect(play(held)).toMatchObject({ scans: [], leaked: [] });
  expect(play(held).heard).toHaveLength(61);
});

/** Hands: pauses around 90 words a minute, some keys rolled over the one before, never more than three in a row. */
const humanPause = fc.oneof(
  { weight: 7, arbitrary: fc.integer({ min: 60, max: 400 }) },
  { weight: 3, arbitrary: fc.integer({ min: 3, max: 59 }) },
);
const humanTyping = fc
  .array(
    fc.tuple(
      fc.constantFrom(...Array.from('abcdefghijklmnopqrstuvwxyzEFH0123456789 '), 'Enter', 'Tab', 'Backspace'),
      humanPause,
    ),
    { minLength: 1, maxLength: 120 },
  )
  .map((keys) => keys.map(([key, pauseMs], index) => [key, index % 4 === 0 ? 70 : pauseMs] as const));

test('never takes a fast typist for a scanner, and loses or moves none of the keys', () => {
  fc.assert(
    fc.property(humanTyping, (typed) => {
      expect(play(typed)).toEqual({ heard: typed.map(([key]) => key), scans: [], leaked: [] });
    }),
    { numRuns: 2_000 },
  );
});

test('judges by when keys were pressed: a computer that hears of them late, all at once, changes nothing', () => {
  fc.assert(
    fc.property(humanTyping, fc.integer({ min: 0, max: 3_000 }), (typed, lagMs) => {
      // Everything piles up behind a stall of the whole machine, timers included.
      const burst = new Burst(plain);
      let atMs = lagMs;
      const heard: string[] = [];
      for (const [key, pauseMs] of typed) {
        atMs += pauseMs;
        const verdict = burst.press({ key, atMs, isRepeat: false, isCommand: false });
        heard.push(...verdict.released.map((stroke) => stroke.key), ...(verdict.passes ? [key] : []));
        expect(verdict.scan).toBeNull();
      }
      heard.push(...burst.settle().released.map((stroke) => stroke.key));
      expect(heard).toEqual(typed.map(([key]) => key));
    }),
    { numRuns: 1_000 },
  );
});

test('every scan is kept whole, whatever its pace below the limit', () => {
  const code = fc.string({
    unit: fc.constantFrom(...Array.from('ABCDEFGHJK0123456789-:_ab')),
    minLength: 6,
    maxLength: 140,
  });
  const pauses = fc.infiniteStream(fc.integer({ min: 0, max: 40 }));
  fc.assert(
    fc.property(code, pauses, (text, stream) => {
      const typed: Typed = [...Array.from(text), 'Enter'].map(
        (key) => [key, Number(stream.next().value)] as const,
      );
      expect(play(typed)).toEqual({ heard: [], scans: [{ text, isWhole: true }], leaked: [] });
    }),
    { numRuns: 500 },
  );
});
