/** A whole paid sale, against nothing but its two durable writes. */
import { z } from 'zod';
import { type Row, type Settings, scaled } from '../row.ts';
import { atLeast, figure, takeTurns } from '../rounds.ts';
import { talkToBaseline } from '../stage/baseline.ts';
import { onStage, type Stage } from '../stage/stage.ts';
import { sellAll } from './selling.ts';

const inFlight = 50;

export const paidSale: Row = {
  name: 'paid-sale',
  title: 'whole paid sale of 2 seats ÷ a bare driver doing the same two durable writes',
  measure: (settings) => onStage(settings.folder, (stage) => measure(stage, settings)),
};

async function measure(stage: Stage, settings: Settings) {
  const sales = scaled(1_200, settings, 120);
  const server = await stage.addServer();
  const bare = await talkToBaseline(stage, 'bare-sale', {
    MONGO_URI: stage.engines.mongo.uri,
    DATABASE: 'bare',
  });
  const answered: number[] = [];
  const ours = async (): Promise<number> => {
    const sold = await sellAll(stage, { origins: [server.origin], sales, connections: inFlight });
    answered.push((sales / sold.answeredMs) * 1_000);
    return (sales / sold.drainedMs) * 1_000;
  };
  const theirs = async (): Promise<number> => {
    const { ms } = z.object({ ms: z.number() }).parse(await bare({ sales, inFlight }));
    return (sales / ms) * 1_000;
  };
  const { figures, ratio } = await takeTurns(
    settings.rounds,
    { label: 'whole sale, drained', unit: 'sales/s', run: ours },
    { label: 'two durable writes', unit: 'sales/s', run: theirs },
  );
  return {
    rounds: settings.rounds,
    figures: [
      ratio,
      ...figures,
      figure({ label: 'whole sale, until answered', unit: 'sales/s' }, answered.slice(1)),
    ],
    bars: [atLeast(ratio, 0.5)],
    notes: [
      `${sales} sales a round, ${inFlight} in flight; a sale is hold and confirm by HTTP, cash, and time runs until outbox, stream and audit are done.`,
    ],
  };
}
