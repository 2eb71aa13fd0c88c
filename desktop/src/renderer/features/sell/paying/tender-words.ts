import type { Payment, Tender } from '@foyer/shared/http/bookings';

export const tenderWords: Readonly<Record<Tender, string>> = {
  CASH: 'Cash',
  CARD: 'Card',
  ONLINE: 'Online',
  GIFT_CARD: 'Gift card',
};

/** E.g. `Card …1111`. */
export function paymentWords({ tender, cardLast4 }: Pick<Payment, 'tender' | 'cardLast4'>): string {
  return cardLast4 === null ? tenderWords[tender] : `${tenderWords[tender]} …${cardLast4}`;
}
