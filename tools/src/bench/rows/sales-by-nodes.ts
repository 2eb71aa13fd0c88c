/** Whole sales with one, two and three API processes behind a client that deals its connections to them. */
import { type Figure, type Row, type Settings, scaled } from '../row.ts';
import { figure } from '../rounds.ts';
import { onStage, type Stage } from '../stage/stage.ts';
import { sellAll } from './selling.ts';

const most = 3;

export const salesByNodes: Row = {
  name: 'sales-by-nodes',
  title: 'sales per second end to end with 1, 2 and 3 API processes',
  measure: (settings) => onStage(settings.folder, (stage) => measure(stage, settings)),
};

async function measure(stage: Stage, settings: Settings) {
  const sales = scaled(1_200, settings, 120);
  const origins: string[] = [];
  const figures: Figure[] = [];
  // Processes are added, not swapped: three idle ones would weigh on the figure of one.
  for (let nodes = 1; nodes <= most; nodes += 1) {
    origins.push((await stage.addServer()).origin);
    const drained: number[] = [];
    const answered: number[] = [];
    for (let round = -1; round < settings.rounds; round += 1) {
      const sold = await sellAll(stage, { origins, sales, connections: 48 });
      if (round < 0) continue;
      drained.push((sales / sold.drainedMs) * 1_000);
      answered.push((sales / sold.answeredMs) * 1_000);
    }
    const who = `${nodes} ${nodes === 1 ? 'process' : 'processes'}`;
    figures.push(figure({ label: `${who}, drained`, unit: 'sales/s' }, drained));
    figures.push(figure({ label: `${who}, until answered`, unit: 'sales/s' }, answered));
  }
  return {
    rounds: settings.rounds,
    figures,
    bars: [],
    notes: [
      `${sales} sales of 2 seats a round, 48 in flight; every process is API and worker, audit and outbox on; all engines and the load share the machine.`,
      'Not interleaved: a process that was started stays.',
    ],
  };
}
