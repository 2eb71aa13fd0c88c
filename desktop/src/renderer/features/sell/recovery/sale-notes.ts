import { sumMinor } from '@foyer/shared/money';
import type { UserId } from '@foyer/shared/ids';
import type { FoyerBridge } from '../../../../bridge/contract.ts';
import { paperSaleOf } from '../../paper/paper-sale.ts';
import type { SaleNote } from '../../../../bridge/sale-note.ts';
import type { SaleParts } from '../cart/sale-parts.ts';

interface Seller {
  readonly bridge: Pick<FoyerBridge, 'beginSale' | 'endSale' | 'printSale'>;
  readonly person: { readonly id: UserId; readonly name: string };
  /** Main would not take the papers of this booking. */
  readonly onPapersLost: (reference: string) => void;
}

type NotedParts = Pick<SaleParts, 'onSending' | 'onRefused' | 'onOwed' | 'onSold'>;

/** Notes each sale in main before it is sent, until its papers are in main's hands or nothing is left to find out. */
export function notedSale({ bridge, person, onPapersLost }: Seller): NotedParts {
  let note: SaleNote | null = null;
  const end = (key: string): void => void bridge.endSale({ key });
  return {
    onSending: async ({ key, request, tendered: { payments, givenMinor } }, { id: showtimeId }) => {
      const seats = (request.lines ?? []).map(({ seat }) => seat);
      const totalMinor = sumMinor(payments.map(({ amountMinor }) => amountMinor));
      note = { key, person: person.id, showtimeId, seats, totalMinor, givenMinor, bookingId: null };
      // A sale goes on without its note.
      await bridge.beginSale(note);
    },
    onRefused: ({ key }) => end(key),
    onOwed: async ({ id }, key) => {
      // How it will be paid in the end is not settled yet.
      if (note?.key === key) await bridge.beginSale({ ...note, bookingId: id, givenMinor: null });
    },
    onSold: (booking, showtime, { key, givenMinor }) => {
      const handOver = async (): Promise<void> => {
        const papers = paperSaleOf({ booking, showtime, cashier: person.name, givenMinor });
        const { ok } = await bridge.printSale(papers);
        if (!ok) onPapersLost(booking.reference);
        end(key);
      };
      void handOver();
    },
  };
}
