/** How each means of payment behaves: Stripe's own test cards, and ours for what no test card does. */

export type Means = {
  readonly last4: string;
  readonly ends: 'succeeded' | 'declined' | 'processing' | 'requires_action';
  readonly declineCode?: string;
  /** It captures all the same, this long after: what `processing` ends with, or a no that was none. */
  readonly capturesAfterMs?: number;
  /** The money moves, the reply never comes. */
  readonly silent?: boolean;
  readonly replyAfterMs?: number;
  /** The event is delivered, or refused, before the reply leaves. */
  readonly webhookFirst?: boolean;
  readonly deliveries?: number;
  /** So many refunds of it fail before one works. */
  readonly failingRefunds?: number;
};

const visa = { last4: '4242', ends: 'succeeded' } as const;
const refused = { last4: '0002', ends: 'declined' } as const;

const known: Readonly<Record<string, Means>> = {
  pm_card_visa: visa,
  pm_card_mastercard: { ...visa, last4: '4444' },
  pm_card_chargeDeclined: { ...refused, declineCode: 'generic_decline' },
  pm_card_chargeDeclinedInsufficientFunds: { ...refused, last4: '9995', declineCode: 'insufficient_funds' },
  pm_card_authenticationRequired: { last4: '3155', ends: 'requires_action' },
  pm_foyer_silent: { ...visa, silent: true },
  pm_foyer_slow: { ...visa, replyAfterMs: 1_500 },
  pm_foyer_lateYes: { ...refused, declineCode: 'generic_decline', capturesAfterMs: 1_500 },
  /** Waits for `POST /_double/late-captures`. */
  pm_foyer_yesWhenTold: { ...refused, declineCode: 'generic_decline', capturesAfterMs: 86_400_000 },
  pm_foyer_webhookFirst: { ...visa, webhookFirst: true },
  pm_foyer_duplicateWebhooks: { ...visa, deliveries: 3 },
  pm_foyer_processing: { ...visa, ends: 'processing', capturesAfterMs: 1_500 },
  pm_foyer_refundFailsOnce: { ...visa, failingRefunds: 1 },
  pm_foyer_refundFailsThrice: { ...visa, failingRefunds: 3 },
};

export function findMeans(paymentMethod: string): Means | undefined {
  return Object.hasOwn(known, paymentMethod) ? known[paymentMethod] : undefined;
}
