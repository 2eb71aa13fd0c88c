import type {
  PaymentRequest,
  ReversalRequest,
  SaleToPOIRequest,
  TransactionIdentification,
} from './messages.ts';
import { toMajor } from './terminal-amount.ts';
import { serviceIdOf } from './terminal-outcomes.ts';

/** The kinds of exchange that move money, and so can be asked about later. */
export type MoneyCategory = 'Payment' | 'Reversal';

export interface Amount {
  readonly amountMinor: number;
  readonly currency: string;
}

/** The name under which this system speaks to terminals: a ServiceID is unique within it. */
const saleId = 'foyer';

/** Writes the requests of one terminal. Every id is derived from ours, so a request sent again is the same one. */
export function terminalRequests(poiId: string) {
  const headerOf = (category: MoneyCategory | 'TransactionStatus' | 'Abort', serviceId: string) => ({
    ProtocolVersion: '3.0' as const,
    MessageClass: 'Service' as const,
    MessageCategory: category,
    MessageType: 'Request' as const,
    SaleID: saleId,
    ServiceID: serviceId,
    POIID: poiId,
  });
  const referenceTo = (category: MoneyCategory, id: string) => ({
    MessageCategory: category,
    SaleID: saleId,
    ServiceID: serviceIdOf(id),
  });
  const saleData = (id: string, at: Date) => ({
    SaleTransactionID: { TransactionID: id, TimeStamp: at.toISOString() },
  });

  return {
    payment: (id: string, { amountMinor, currency }: Amount, at: Date): SaleToPOIRequest => ({
      MessageHeader: headerOf('Payment', serviceIdOf(id)),
      PaymentRequest: {
        SaleData: saleData(id, at),
        PaymentTransaction: {
          AmountsReq: { Currency: currency, RequestedAmount: toMajor(amountMinor, currency) },
        },
        PaymentData: { PaymentType: 'Normal' },
      } satisfies PaymentRequest,
    }),
    reversal: (id: string, back: Amount, original: Original): SaleToPOIRequest => ({
      MessageHeader: headerOf('Reversal', serviceIdOf(id)),
      ReversalRequest: {
        SaleData: saleData(original.refundKey, original.at),
        OriginalPOITransaction: { POITransactionID: original.transaction },
        ReversalReason: 'MerchantCancel',
        ReversedAmount: toMajor(back.amountMinor, back.currency),
      } satisfies ReversalRequest,
    }),
    refund: (id: string, back: Amount, original: Original): SaleToPOIRequest => ({
      MessageHeader: headerOf('Payment', serviceIdOf(id)),
      PaymentRequest: {
        SaleData: saleData(original.refundKey, original.at),
        PaymentTransaction: {
          AmountsReq: { Currency: back.currency, RequestedAmount: toMajor(back.amountMinor, back.currency) },
          OriginalPOITransaction: { POITransactionID: original.transaction },
        },
        PaymentData: { PaymentType: 'Refund' },
      } satisfies PaymentRequest,
    }),
    status: (category: MoneyCategory, id: string, asking: string): SaleToPOIRequest => ({
      MessageHeader: headerOf('TransactionStatus', serviceIdOf(asking)),
      TransactionStatusRequest: { MessageReference: referenceTo(category, id) },
    }),
    abort: (id: string, asking: string): SaleToPOIRequest => ({
      MessageHeader: headerOf('Abort', serviceIdOf(asking)),
      AbortRequest: { AbortReason: 'MerchantAbort', MessageReference: referenceTo('Payment', id) },
    }),
  };
}

export interface Original {
  readonly refundKey: string;
  readonly transaction: TransactionIdentification;
  readonly at: Date;
}
