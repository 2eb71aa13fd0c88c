import type { PaymentRequest } from '@foyer/shared/http/bookings';
import type { Message } from '../cart/message.ts';
import { cashMinor } from './tender-plan.ts';

/** Goes into the audit as the reason of a sale that was given up. */
export const leaveText = 'Given up at the counter';

export const openText =
  'The terminal says nothing, so the payment can’t be stopped now. Do not charge again: it is being asked.';

export const needsHold: Message = {
  tone: 'trouble',
  text: 'A card needs held seats, and seats can’t be held now. Take cash, or wait until the hall is back.',
};

/** The server says no more than that no money can move: a card's no and a terminal that is off sound alike. */
export function declinedText(payments: readonly PaymentRequest[]): string {
  const cash = cashMinor(payments) > 0 ? ' The cash beside it is still the guest’s.' : '';
  return `The card has not paid: it was declined, or the terminal is off.${cash} The seats stay yours; choose another tender, or try again.`;
}
