import type { Showtime } from '@foyer/shared/http/catalogue';
import type { ShowtimeId } from '@foyer/shared/ids';
import { useQueryClient } from '@tanstack/react-query';
import { useData } from '../../data/data-layer.tsx';
import { useDevice } from '../../data/device.tsx';
import { usePaper } from '../../data/paper.tsx';
import { showtimeQuery } from '../../data/queries.ts';
import { ask } from '../../data/session.ts';
import type { GivenBack } from '../bookings/use-give-back.ts';
import type { ExchangeDone } from '../exchange/use-exchange.ts';
import type { LostPaper } from './paper-words.ts';
import { paperExchangeOf, paperRefundOf } from './slips.ts';

/** Prints what comes after a sale; what is done stands, whatever becomes of its paper. */
export interface Slips {
  readonly onGiven: (given: GivenBack) => void;
  readonly onExchanged: (done: ExchangeDone) => void;
}

export function useSlips(cashier: string, onLost: (lost: LostPaper) => void): Slips {
  const { call } = useData();
  const { bridge } = useDevice();
  const { printer } = usePaper();
  const queries = useQueryClient();
  const showtimeOf = (id: ShowtimeId): Promise<Showtime> =>
    queries.fetchQuery({ ...showtimeQuery(call, id), staleTime: Infinity });
  const print = (lost: LostPaper, handOver: () => Promise<unknown>): void => {
    if (printer) handOver().catch(() => onLost(lost));
  };
  return {
    onGiven: ({ wish, before, after }) =>
      print({ kind: 'REFUND', reference: after.reference }, async () => {
        const showtime = await showtimeOf(before.showtimeId);
        const { seats, kind } = wish;
        const paper = paperRefundOf({ before, after, seats, isVoid: kind === 'void', showtime, cashier });
        if (paper) await ask(bridge.printRefund(paper));
      }),
    onExchanged: ({ wish, before, booking: after, showtime }) =>
      print({ kind: 'EXCHANGE', reference: after.reference }, async () => {
        const { given, lines, payment, backMinor, reason } = wish;
        const fresh = lines.map(({ seat }) => seat);
        const money = { paidMinor: payment?.amountMinor ?? 0, backMinor };
        const facts = { before, after, given, fresh, ...money, reason, showtime, at: new Date(), cashier };
        await ask(bridge.printExchange(paperExchangeOf(facts)));
      }),
  };
}
