import type { BookingId, PaymentId } from '@foyer/shared/ids';

/** Tenders whose money a provider moves; cash is in the drawer. */
export type ElectronicTender = 'CARD' | 'ONLINE';

/** One attempt to take money. `paymentId` is the provider's idempotency key: one key per attempt. */
export interface Charge {
  readonly paymentId: PaymentId;
  readonly bookingId: BookingId;
  readonly amountMinor: number;
  readonly currency: string;
  /** The provider's name for the payer's means; null lets the payer confirm on their own device. */
  readonly token: string | null;
  /** What the provider called the payment, where it said so. */
  readonly providerRef: string | null;
  readonly startedAt: Date;
}

export interface ProviderRefund {
  readonly refundKey: string;
  readonly paymentId: PaymentId;
  /** What the provider called the payment, where it said so. */
  readonly providerRef: string | null;
  readonly amountMinor: number;
  readonly currency: string;
}

/** What the provider said. DECLINED is final; UNKNOWN is silence or not finished: never a no, to be asked again. */
export type ChargeOutcome =
  | { readonly kind: 'CAPTURED'; readonly providerRef: string | null; readonly cardLast4: string | null }
  | { readonly kind: 'DECLINED'; readonly reason: string }
  | { readonly kind: 'UNKNOWN'; readonly clientSecret?: string };

export type RefundOutcome =
  | { readonly kind: 'DONE' }
  | { readonly kind: 'FAILED'; readonly reason: string }
  | { readonly kind: 'UNKNOWN' };

/** A way in which money comes. Asking twice with one `paymentId` moves money at most once. */
export interface PaymentProvider {
  /** Never throws for trouble on the way: that is UNKNOWN. */
  charge(charge: Charge): Promise<ChargeOutcome>;
  /** Asks what became of an attempt and, where it is not captured, makes sure that it never can be. */
  close(charge: Charge): Promise<ChargeOutcome>;
  /** Asks only. */
  lookUp(charge: Charge): Promise<ChargeOutcome>;
  /** Sends money back; asked twice with one `refundKey` it moves once. */
  refund(refund: ProviderRefund): Promise<RefundOutcome>;
}

/** Null where a tender is not configured here. */
export type PaymentProviders = Readonly<Record<ElectronicTender, PaymentProvider | null>>;
