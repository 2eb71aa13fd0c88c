import { formatMoney } from '@foyer/shared/money';
import type { Cart } from '../cart/cart.ts';
import { changeMinor, type TenderStep } from './tender-plan.ts';

interface Offered {
  readonly step: TenderStep;
  readonly leftMinor: number;
  readonly currency: string;
}

export function cashLabel({ phase, underWay }: Cart, { step, leftMinor, currency }: Offered): string {
  const money = (amountMinor: number): string => formatMoney(amountMinor, currency);
  if (phase.kind === 'paying') return `Booking ${leftMinor === 0 ? '' : money(leftMinor)} …`;
  if (Object.keys(underWay).length > 0) return 'Holding the seats …';
  if (step.kind === 'lay') return `Put ${money(step.part.amountMinor)} in cash aside`;
  if (leftMinor === 0) return 'Give the tickets away';
  const change = step.kind === 'pay' ? changeMinor(step.tendered) : null;
  if (change !== null && change > 0) return `Take ${money(leftMinor + change)}, ${money(change)} back`;
  return `Take ${money(leftMinor)} in cash`;
}

export function cardLabel({ step, leftMinor, currency }: Offered): string {
  if (step.kind === 'lay') return `${formatMoney(step.part.amountMinor, currency)} of it by card`;
  if (step.kind === 'too-much') return 'By card: no more than is due';
  return `${formatMoney(leftMinor, currency)} by card`;
}

/** Why a key does nothing now; null where it does something. */
export function troubleOf({ kind }: TenderStep): string | null {
  switch (kind) {
    case 'unreadable':
      return 'That is no amount.';
    case 'too-many':
      return 'No more parts than six: pay the rest in one.';
    case 'too-much':
      return 'That is more than is due.';
    case 'pay':
    case 'lay':
      return null;
  }
}
