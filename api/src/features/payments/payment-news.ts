import type { BookingId, PaymentId } from '@foyer/shared/ids';
import type { ChargeOutcome, RefundOutcome } from './payment.port.ts';

/**
 * Who wants to hear what a provider says by itself. News may come twice, out of order, before the reply to the charge
 * and long after everybody stopped waiting; throwing makes the provider say it again later.
 */
export interface PaymentNews {
  /** UNKNOWN says that something happened which is not final, such as a card refused on the payer's device. */
  onPaymentNews(paymentId: PaymentId, bookingId: BookingId, outcome: ChargeOutcome): Promise<void>;
  onRefundNews(paymentId: PaymentId, refundKey: string, outcome: RefundOutcome): Promise<void>;
}
