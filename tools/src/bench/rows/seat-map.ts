/** Reading a hall, against the least that sending the same bytes costs. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { requireAll } from '../load/load.ts';
import { type Row, type Settings, scaled } from '../row.ts';
import { atLeast, takeTurns } from '../rounds.ts';
import { serveBaseline } from '../stage/baseline.ts';
import { onStage, type Stage } from '../stage/stage.ts';
import { mapCall } from './calls.ts';

const hallSize = 480;
const connections = 32;
/** Node sets them itself. */
const ofTheConnection = new Set(['connection', 'keep-alive', 'transfer-encoding', 'date', 'content-length']);

export const seatMap: Row = {
  name: 'seat-map',
  title: 'seat-map GET ÷ raw node:http with the same bytes',
  measure: (settings) => onStage(settings.folder, (stage) => measure(stage, settings)),
};

async function measure(stage: Stage, settings: Settings) {
  const count = scaled(12_000, settings, 500);
  const server = await stage.addServer();
  const [show] = await stage.halls.add(1, hallSize);
  if (!show) throw new Error('no hall was made');
  const step = mapCall(show.id);
  const file = join(settings.folder, 'seat-map-reply.json');
  const { headers, body } = await replyOf(`${server.origin}${step.path}`);
  await writeFile(file, JSON.stringify({ headers, body }));
  const { origin: rawOrigin } = await serveBaseline(stage, 'raw-bytes', { REPLY_FILE: file });
  const run = async (origin: string): Promise<number> => {
    const chains = Array.from({ length: count }, () => [step]);
    const outcome = await stage.load.run({ origins: [origin], connections, chains });
    requireAll(outcome, 0, 200);
    return (count / outcome.ms) * 1_000;
  };
  const { figures, ratio } = await takeTurns(
    settings.rounds,
    { label: 'seat-map GET', unit: 'maps/s', run: () => run(server.origin) },
    { label: 'raw node:http', unit: 'maps/s', run: () => run(rawOrigin) },
  );
  return {
    rounds: settings.rounds,
    figures: [ratio, ...figures],
    bars: [atLeast(ratio, 0.55)],
    notes: [
      `${count} whole maps a round of ${Buffer.byteLength(body)} bytes (${hallSize} seats), ${connections} connections.`,
    ],
  };
}

async function replyOf(url: string): Promise<{ headers: Record<string, string>; body: string }> {
  const reply = await fetch(url);
  const headers = Object.fromEntries([...reply.headers].filter(([name]) => !ofTheConnection.has(name)));
  return { headers, body: await reply.text() };
}
