/** How soon a till can be used. */
import { atMost, figure } from '@foyer/tools/bench/rounds';
import type { Row } from '@foyer/tools/bench/row';
import { openCounter } from '../harness/counter.ts';
import { onStage } from './stage.ts';

export const start: Row = {
  name: 'start',
  title: 'From starting the program to its own word that the first screen can be used, with a fresh profile',
  measure: (settings) =>
    onStage(async ({ world, office }) => {
      const times: number[] = [];
      for (let round = -1; round < settings.rounds; round += 1) {
        const counter = await openCounter(world, { apiUrl: office.url });
        await counter.close();
        if (round >= 0) times.push(counter.usableAfterMs);
      }
      const usable = figure({ label: 'window usable', unit: 'ms' }, times);
      return { rounds: settings.rounds, figures: [usable], bars: [atMost(usable, 1_500)], notes: [] };
    }),
};
