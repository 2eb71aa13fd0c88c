import type { PaymentId } from '@foyer/shared/ids';

/** One attempt to take money. `paymentId` is the provider's idempotency key: one key per attempt. */
export interface Charge {
  readonly paymentId: PaymentId;
  readonly amountMinor: number;
  readonly currency: string;
  /** The provider's name for the payer's means; absent for cash. */
  readonly token: string | null;
}

export interface ProviderRefund {
  readonly refundKey: string;
  readonly paymentId: PaymentId;
  readonly amountMinor: number;
}

/** What the provider said. UNKNOWN is silence: never a no, to be asked again. */
export type ChargeOutcome =
  | { readonly kind: 'CAPTURED' }
  | { readonly kind: 'DECLINED'; readonly reason: string }
  | { readonly kind: 'UNKNOWN' };

/** A way in which money comes. Asking twice with one `paymentId` moves money at most once. */
export interface PaymentProvider {
  charge(charge: Charge): Promise<ChargeOutcome>;
  /** Sends money back; asked twice with one `refundKey` it moves once. Throws while there is no yes. */
  refund(refund: ProviderRefund): Promise<void>;
  /** What became of an attempt; DECLINED with reason `never-seen` where the provider knows nothing of it. */
  lookUp(paymentId: PaymentId): Promise<ChargeOutcome>;
}
