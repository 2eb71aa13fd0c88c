/** A whole sale by keyboard. */
import { atMost, figure } from '@foyer/tools/bench/rounds';
import { type Row, scaled } from '@foyer/tools/bench/row';
import { spreadOf } from '@foyer/tools/bench/statistics';
import { sellTwoBest } from '../harness/hall.ts';
import { watchKey } from '../harness/page-probe.ts';
import { onStage } from './stage.ts';

const salesPerRound = 10;

export const fourKeys: Row = {
  name: 'four-keys',
  title: 'Two best seats for cash: from the first key to the frame that shows the change due',
  measure: (settings) =>
    onStage(async (stage) => {
      const { page } = await stage.counterAt(483);
      const read = await watchKey(page, { key: '2', area: '#root', shows: '.receipt' });
      const medians: number[] = [];
      const all: number[] = [];
      for (let round = -1; round < settings.rounds; round += 1) {
        // The round that does not count only warms up.
        const sales = round < 0 ? 2 : scaled(salesPerRound, settings, 2);
        for (let sale = 0; sale < sales; sale += 1) await sellTwoBest(page);
        const times = await read();
        if (round < 0) continue;
        medians.push(spreadOf(times).median);
        all.push(...times);
      }
      const median = figure({ label: 'first key to change due', unit: 'ms' }, medians);
      const single = figure({ label: `one of ${all.length} sales`, unit: 'ms' }, all);
      return {
        rounds: settings.rounds,
        figures: [median, single],
        bars: [atMost(median, 1_200), atMost(single, 1_200)],
        notes: [
          'The hands are a program’s: it presses the next key as soon as what the key needs is on screen.',
        ],
      };
    }),
};
