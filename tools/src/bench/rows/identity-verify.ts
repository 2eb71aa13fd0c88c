/** Who calls: our authentication against bare koa-jwt, with tokens seen before and with new ones. */
import { z } from 'zod';
import { type Row, type Settings, scaled } from '../row.ts';
import { atMost, takeTurns } from '../rounds.ts';
import { talkToBaseline } from '../stage/baseline.ts';

const Answer = z.object({ perSecond: z.number().nonnegative() });
const usesOfOne = 200;

export const identityVerify: Row = {
  name: 'identity-verify',
  title: 'time to verify a request’s identity ÷ bare koa-jwt with a KeyObject',
  measure,
};

async function measure(settings: Settings) {
  const count = scaled(8_000, settings, 2_000);
  const undos: (() => Promise<unknown>)[] = [];
  try {
    const ask = await talkToBaseline({ onEnd: (undo) => undos.push(undo) }, 'identity-verify', {});
    const run = (side: 'ours' | 'bare', uses: number) => async () =>
      Answer.parse(await ask({ side, count, uses })).perSecond;
    const compare = async (uses: number, how: string) => {
      // Rates the other way round are the ratio of the times.
      const { figures, ratio } = await takeTurns(
        settings.rounds,
        { label: `bare koa-jwt, ${how}`, unit: 'requests/s of CPU', run: run('bare', uses) },
        { label: `authentication, ${how}`, unit: 'requests/s of CPU', run: run('ours', uses) },
      );
      return [{ ...ratio, label: `time ratio, ${how}` }, ...figures] as const;
    };
    const fresh = await compare(1, 'a new token each request');
    const kept = await compare(usesOfOne, 'tokens seen before');
    return {
      rounds: settings.rounds,
      figures: [...fresh, ...kept],
      bars: [atMost(fresh[0], 1.25), atMost(kept[0], 1.25)],
      notes: [
        `${count} requests a round in one process, by its processor time; Koa's contexts made beforehand, so that neither HTTP nor Koa dilutes the ratio.`,
        'Ours finds the key by its id, checks the claims’ shape and asks whether they were revoked; bare koa-jwt does none of it.',
        `A token seen before is used for ${usesOfOne} requests; bare koa-jwt verifies it each time, ours once.`,
      ],
    };
  } finally {
    for (const undo of undos.reverse()) await undo();
  }
}
