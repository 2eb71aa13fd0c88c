import type { SeatId } from '@foyer/shared/ids';

/** Gives the keyboard to the hall, at its cursor. */
export function focusHall(): void {
  focus('.seat-map [tabindex="0"]');
}

export function focusSeat(seat: SeatId): void {
  focus(`.seat-map [data-seat="${seat}"]`);
}

function focus(selector: string): void {
  document.querySelector<SVGGElement>(selector)?.focus();
}
