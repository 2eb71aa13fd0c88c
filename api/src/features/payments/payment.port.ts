import type { BookingId, PaymentId } from '@foyer/shared/ids';

/** Tenders whose money a provider moves; cash moves in a drawer. */
export type ElectronicTender = 'CARD' | 'ONLINE';

/** One attempt to take money. `paymentId` is the provider's idempotency key: one key per attempt. */
export interface Charge {
  readonly paymentId: PaymentId;
  readonly bookingId: BookingId;
  readonly amountMinor: number;
  readonly currency: string;
  /** The provider's name for the payer's means; null lets the payer confirm on their own device. */
  readonly token: string | null;
  /** When the attempt was written down, before any provider heard of it. */
  readonly startedAt: Date;
  /** What the provider called the payment, where an earlier answer said so. */
  readonly providerRef?: string | null;
}

export interface ProviderRefund {
  readonly refundKey: string;
  readonly paymentId: PaymentId;
  /** What the provider called the payment, where it said so. */
  readonly providerRef: string | null;
  readonly amountMinor: number;
  readonly currency: string;
}

export type ChargeOutcome =
  | { readonly kind: 'CAPTURED'; readonly providerRef: string | null; readonly cardLast4: string | null }
  /** Final: this attempt can never capture any more. */
  | { readonly kind: 'DECLINED'; readonly reason: string }
  /** Silence, or not finished: ask again. With `clientSecret` the payer confirms on their device. */
  | { readonly kind: 'UNKNOWN'; readonly clientSecret?: string };

export type RefundOutcome =
  | { readonly kind: 'DONE' }
  | { readonly kind: 'FAILED'; readonly reason: string }
  | { readonly kind: 'UNKNOWN' };

/** A way in which money comes. Nothing here throws for a provider that is slow, silent or broken: that is UNKNOWN. */
export interface PaymentProvider {
  /** Asked twice with one `paymentId` it moves money at most once. */
  charge(charge: Charge): Promise<ChargeOutcome>;
  /**
   * Asks what became of the attempt and, where it is not captured, sees to it that it never can be; then it says
   * DECLINED. UNKNOWN while nobody can say.
   */
  close(charge: Charge): Promise<ChargeOutcome>;
  /** Asks only; UNKNOWN while the attempt is open. */
  lookUp(charge: Charge): Promise<ChargeOutcome>;
  /** Sends money back; asked twice with one `refundKey` it moves at most once. */
  refund(refund: ProviderRefund): Promise<RefundOutcome>;
}

/** What takes each tender here; null: not configured. */
export type PaymentProviders = Readonly<Record<ElectronicTender, PaymentProvider | null>>;
