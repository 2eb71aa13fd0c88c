import type { SeatId } from '@foyer/shared/ids';

/** Gives the keyboard to the hall, at its cursor. */
export function focusHall(): void {
  focus('.seat-map [tabindex="0"]');
}

/** Whether the keyboard is at what comes before the next seat: the receipt, or what a manager was asked. */
export function isSaleAnswered(): boolean {
  return document.activeElement?.matches('.receipt *, .cart .ask-box, .cart .ask-box *') ?? false;
}

/** Gives the keyboard to the receipt of the sale that was just made; answers whether there is one. */
export function focusReceipt(): boolean {
  const next = document.querySelector<HTMLElement>('.receipt .button-primary');
  next?.focus();
  return next !== null;
}

export function focusSeat(seat: SeatId): void {
  focus(`.seat-map [data-seat="${seat}"]`);
}

function focus(selector: string): void {
  // The map itself brings a seat into sight.
  document.querySelector<SVGGElement>(selector)?.focus({ preventScroll: true });
}
