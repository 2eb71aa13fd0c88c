import { sumMinor } from '@foyer/shared/money';
import type { UserId } from '@foyer/shared/ids';
import type { FoyerBridge } from '../../../../bridge/contract.ts';
import { paperSaleOf } from '../../paper/paper-sale.ts';
import type { SaleParts } from '../cart/sale-parts.ts';

interface Seller {
  readonly bridge: Pick<FoyerBridge, 'beginSale' | 'endSale' | 'printSale'>;
  readonly person: { readonly id: UserId; readonly name: string };
  /** Main would not take the papers of this booking. */
  readonly onPapersLost: (reference: string) => void;
}

type NotedParts = Pick<SaleParts, 'onSending' | 'onRefused' | 'onSold'>;

/** Notes each sale in main before it is sent, until its papers are in main's hands or it was refused. */
export function notedSale({ bridge, person, onPapersLost }: Seller): NotedParts {
  const end = (key: string): void => void bridge.endSale({ key });
  return {
    onSending: async ({ key, request }, { id: showtimeId }) => {
      const seats = (request.lines ?? []).map(({ seat }) => seat);
      const totalMinor = sumMinor((request.payments ?? []).map(({ amountMinor }) => amountMinor));
      // A sale goes on without its note.
      await bridge.beginSale({ key, person: person.id, showtimeId, seats, totalMinor });
    },
    onRefused: ({ key }) => end(key),
    onSold: (booking, showtime, { key }) => {
      const handOver = async (): Promise<void> => {
        const { ok } = await bridge.printSale(paperSaleOf({ booking, showtime, cashier: person.name }));
        if (!ok) onPapersLost(booking.reference);
        end(key);
      };
      void handOver();
    },
  };
}
