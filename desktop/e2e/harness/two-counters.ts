/** A cashier and a manager at counters of their own, in one box office. */
import { openBoxOffice } from './box-office.ts';
import { type Counter, openPair, signInToSell } from './counter.ts';
import { openWorld } from './world.ts';

export interface TwoCounters {
  readonly cashier: Counter;
  readonly manager: Counter;
  readonly close: () => Promise<void>;
}

/** Resolves when both have signed in and may sell. Settings of the API as the environment names them. */
export async function openTwoCounters(settings: Readonly<Record<string, string>> = {}): Promise<TwoCounters> {
  const [world, office] = await Promise.all([openWorld(), openBoxOffice(settings)]);
  const [cashier, manager] = await openPair(world, { apiUrl: office.url });
  await signInToSell(cashier, 'cashier@example.test');
  await signInToSell(manager, 'manager@example.test');
  return {
    cashier,
    manager,
    close: async () => {
      await cashier.close();
      await manager.close();
      await office.close();
      await world.close();
    },
  };
}
