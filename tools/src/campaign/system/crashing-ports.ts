/** Ports of the server as they are, except where a crash or a fault was ordered. */
import type { Wrap } from '@foyer/api/compose/base';
import type { PaymentProvider } from '@foyer/api/features/payments/payment.port';
import type { Order } from './server.ts';
import type { CrashPoint } from './system-under-test.ts';

/** Sales whose mark in Redis is left out, and their holds ended, once a double sale is ordered. */
const unmarkedSales = 20;

export function crashingPorts(die: () => never): {
  readonly wrap: Wrap;
  readonly obey: (order: Order) => void;
} {
  let armed: string | null = null;
  let unmarked = 0;
  let isArbiterTrusted = false;
  const at = (point: CrashPoint): void => {
    if (armed === point) die();
  };
  const dying = (provider: PaymentProvider): PaymentProvider => {
    const charge = provider.charge.bind(provider);
    provider.charge = async (attempt) => {
      at('after-insert-before-charge');
      const outcome = await charge(attempt);
      at('after-charge-before-compare-and-set');
      return outcome;
    };
    return provider;
  };
  return {
    obey: (order) => {
      if ('arm' in order) {
        armed = order.arm;
        return;
      }
      unmarked = unmarkedSales;
      isArbiterTrusted = true;
    },
    wrap: {
      providers: ({ CARD, ONLINE }) => ({ CARD: CARD && dying(CARD), ONLINE: ONLINE && dying(ONLINE) }),
      // A server that misses its index sells nothing, and then there is nothing to find.
      arbiter: (isIntact) => () => isArbiterTrusted || isIntact(),
      relay: (record) => async (events) => {
        await record(events);
        if (events.length > 0) at('between-relay-and-pull');
      },
      gateway: (gateway) => {
        const book = gateway.book.bind(gateway);
        gateway.book = async (mark, context) => {
          at('after-compare-and-set-before-redis');
          const marked = await book(mark, context);
          if (unmarked === 0) return marked;
          unmarked -= 1;
          return gateway.free({ ...mark, version: mark.version + 1 }, context);
        };
        return gateway;
      },
    },
  };
}
