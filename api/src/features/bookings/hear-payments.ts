import type { PaymentNews } from '../payments/payment-news.ts';
import { systemAct } from '../seats/seats.ts';
import type { BookingRepository } from './booking.repository.ts';
import type { Settlement } from './settlement.ts';

/** Brings what a provider says by itself into the booking it is about. */
export function createPaymentNews(options: {
  readonly repository: BookingRepository;
  readonly settlement: Settlement;
  /** A refund has moved: ask about those that wait. */
  readonly onRefund: () => void;
}): PaymentNews {
  return {
    onPaymentNews: async (paymentId, bookingId, outcome) => {
      const booking = await options.repository.find(bookingId);
      const isAwaited =
        booking?.status === 'PENDING' &&
        booking.payments.some(
          ({ id, status }) => id === paymentId && (status === 'STARTED' || status === 'UNKNOWN'),
        );
      if (isAwaited) await options.settlement.settle(booking, outcome, systemAct);
    },
    onRefundNews: () => {
      options.onRefund();
      return Promise.resolve();
    },
  };
}
