import type { FaultProxy } from '../../stack/fault-proxy.ts';
import type { Proxied } from './system-under-test.ts';

/** All the ways to one engine, hurt and healed together. */
export function proxied(proxies: readonly FaultProxy[]): Proxied {
  const cut = (): void => {
    for (const proxy of proxies) proxy.cut();
  };
  const set = (conduct: Parameters<FaultProxy['set']>[0]): void => {
    for (const proxy of proxies) proxy.set(conduct);
  };
  return {
    delay: (ms) => set({ kind: 'delay', ms }),
    halfOpen: () => set({ kind: 'swallow' }),
    reset: cut,
    heal: () => {
      set({ kind: 'pass' });
      cut();
    },
  };
}
