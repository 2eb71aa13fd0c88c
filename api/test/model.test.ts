import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { invariantCheck, type InvariantCheck } from './harness/invariant-check.ts';
import { best, extendHold, hold, readMap, release } from './model/hold-commands.ts';
import { atRest, openShows, toldBy, toldByModel } from './model/house.ts';
import { book, cancel, confirm, exchange, pay, refund } from './model/sale-commands.ts';

/**
 * A failing sequence is made shorter within this time, too. To repeat one, give `seed` and `path` of the failure to
 * `fc.assert` and its `replayPath` to `fc.commands`.
 */
const limitMs = 20_000;

let box: BoxOffice;
let check: InvariantCheck;
beforeAll(async () => {
  // Limits of holds are another test's question.
  box = await startBoxOffice({ env: { HOLD_ONLINE_SHARE_PERCENT: '100' }, webhooks: true });
  check = await invariantCheck(box);
});
afterAll(async () => {
  check.stop();
  await box.stop();
});

/** What no earlier sequence left behind in the same database: a shorter one is judged by what it does itself. */
const known = new Set<string>();
async function freshFindings(): Promise<readonly string[]> {
  const { broken, alarms, verdicts } = await check.run();
  const fresh = [...broken, ...alarms].filter(({ key }) => !known.has(key));
  for (const { key } of fresh) known.add(key);
  const unchecked = verdicts.filter(({ state }) => state === 'UNCHECKED');
  return [...fresh.map(({ message }) => message), ...unchecked.map(({ text }) => text)];
}

// Whatever needs a hold or a booking is left out where there is none, so holds come more often.
const all = [hold, hold, hold, extendHold, release, best, readMap];
const commands = fc.commands([...all, confirm, confirm, book, pay, cancel, refund, exchange, exchange], {
  maxCommands: 60,
  size: 'max',
});

it(
  'seats, bookings and money are what a simple model says, whatever is done in whatever order',
  { timeout: 60_000 },
  async () => {
    const property = fc.asyncProperty(commands, async (sequence) => {
      const { model, real } = await openShows(box);
      await fc.asyncModelRun(() => ({ model, real }), sequence);
      await atRest(box, model.house);
      expect(await toldBy(model, real)).toEqual(toldByModel(model));
      expect(await freshFindings()).toEqual([]);
    });
    await fc.assert(property, { numRuns: 40, interruptAfterTimeLimit: limitMs });
  },
);
