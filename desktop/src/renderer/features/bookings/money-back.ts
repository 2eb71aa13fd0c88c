import type { Booking, Tender } from '@foyer/shared/http/bookings';
import { formatMoney, sumMinor } from '@foyer/shared/money';

/** So much of one payment's money. */
export interface MoneyPart {
  readonly tender: Tender;
  readonly amountMinor: number;
  readonly cardLast4: string | null;
}

/** To which of its payments an amount goes back: the newest first, as the server does it. */
export function moneyBack(
  { payments }: Pick<Booking, 'payments'>,
  amountMinor: number,
): readonly MoneyPart[] {
  let left = amountMinor;
  const parts: MoneyPart[] = [];
  for (const { tender, status, cardLast4, ...payment } of [...payments].reverse()) {
    const isOurs = status === 'CAPTURED' || status === 'REFUNDED';
    const share = isOurs ? Math.min(left, payment.amountMinor - payment.refundedMinor) : 0;
    if (share <= 0) continue;
    parts.push({ tender, cardLast4, amountMinor: share });
    left -= share;
  }
  return parts;
}

/** What whoever stands at the drawer does, e.g. `Give €3.00 back in cash`. */
export function giveWords(parts: readonly MoneyPart[], currency: string): string {
  const { cash, sent, card } = split(parts, currency);
  if (sent === null) return `Give ${cash ?? formatMoney(0, currency)} back in cash`;
  const to = card === null ? '' : ` to card …${card}`;
  return cash === null ? `Send ${sent} back${to}` : `Give ${cash} back in cash, send ${sent} back${to}`;
}

/** The same once it is done: cash is still to be handed over, the rest is on its way by itself. */
export function doneWords(parts: readonly MoneyPart[], currency: string): string {
  const { cash, sent } = split(parts, currency);
  if (sent === null) return giveWords(parts, currency);
  return cash === null ? `${sent} sent back` : `Give ${cash} back in cash, ${sent} sent back`;
}

/** Where it goes, e.g. `€3.00 goes back in cash`. */
export function goesBackWords(parts: readonly MoneyPart[], currency: string): string {
  const { cash, sent, card } = split(parts, currency);
  const where = card === null ? 'to where it came from' : `to card …${card}`;
  const words = [
    ...(cash === null ? [] : [`${cash} goes back in cash`]),
    ...(sent === null ? [] : [`${sent} goes back ${where}`]),
  ];
  return words.length === 0 ? 'No money goes back' : words.join(', ');
}

interface Split {
  /** Out of the drawer, and by its provider; null where there is none of it. */
  readonly cash: string | null;
  readonly sent: string | null;
  /** The one card that it is sent to, as far as anybody knows. */
  readonly card: string | null;
}

function split(parts: readonly MoneyPart[], currency: string): Split {
  const inCash = parts.filter(({ tender }) => tender === 'CASH');
  const others = parts.filter(({ tender }) => tender !== 'CASH');
  const sum = (some: readonly MoneyPart[]): string | null =>
    some.length === 0 ? null : formatMoney(sumMinor(some.map((part) => part.amountMinor)), currency);
  const only = others.length === 1 ? others[0] : undefined;
  return { cash: sum(inCash), sent: sum(others), card: only?.cardLast4 ?? null };
}
