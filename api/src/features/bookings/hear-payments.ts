import type { PaymentNews } from '../payments/payment-news.ts';
import { systemAct } from '../seats/seats.ts';
import type { BookingRepository } from './booking.repository.ts';
import type { Settlement } from './settlement.ts';

/** Brings what a provider says by itself into the booking it is about. */
export function createPaymentNews(options: {
  readonly repository: Pick<BookingRepository, 'read'>;
  readonly settlement: Pick<Settlement, 'bringIn'>;
  /** A refund has moved: ask about those that wait. */
  readonly onRefund: () => void;
}): PaymentNews {
  return {
    onPaymentNews: async (paymentId, bookingId, outcome) => {
      const booking = await options.repository.read(bookingId);
      if (booking) await options.settlement.bringIn(booking, { paymentId, outcome }, systemAct);
    },
    onRefundNews: () => {
      options.onRefund();
      return Promise.resolve();
    },
  };
}
