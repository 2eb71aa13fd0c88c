import type { BookingLine, LineRequest } from '../http/bookings.ts';
import type { TicketType } from '../http/catalogue.ts';
import type { Seat } from '../http/seat-map.ts';

export type PricedLines =
  | { readonly ok: true; readonly lines: readonly BookingLine[]; readonly totalMinor: number }
  | { readonly ok: false; readonly issues: readonly { readonly path: string; readonly message: string }[] };

/** The lines meant when the caller names none: the first ticket type for each seat. */
export function defaultLines(
  seats: readonly Seat[],
  ticketTypes: readonly TicketType[],
): readonly LineRequest[] {
  const first = ticketTypes[0];
  return first ? seats.map((seat) => ({ seat: seat.id, ticketTypeId: first.id })) : [];
}

/** Prices every seat exactly once from the showtime's price list; the client's own idea of a price is never asked. */
export function priceLines(
  seats: readonly Seat[],
  requested: readonly LineRequest[],
  ticketTypes: readonly TicketType[],
): PricedLines {
  const issues: { path: string; message: string }[] = [];
  const lines: BookingLine[] = [];
  const wanted = new Map<string, LineRequest>();
  requested.forEach((line, index) => {
    if (wanted.has(line.seat)) issues.push({ path: `lines.${index}.seat`, message: 'names a seat twice' });
    wanted.set(line.seat, line);
  });
  for (const seat of seats) {
    const line = wanted.get(seat.id);
    wanted.delete(seat.id);
    const type = ticketTypes.find((candidate) => candidate.id === line?.ticketTypeId);
    const priceMinor = type?.pricesMinor[seat.category];
    if (!line) issues.push({ path: 'lines', message: `has no line for seat ${seat.id}` });
    else if (!type)
      issues.push({ path: 'lines', message: `names a ticket type unknown to this showtime for ${seat.id}` });
    else if (priceMinor === undefined)
      issues.push({ path: 'lines', message: `has no price for seat ${seat.id}` });
    else lines.push({ seat: seat.id, ticketTypeId: type.id, priceMinor });
  }
  for (const seat of wanted.keys())
    issues.push({ path: 'lines', message: `names seat ${seat}, which is not held` });
  if (issues.length > 0) return { ok: false, issues };
  return { ok: true, lines, totalMinor: lines.reduce((total, line) => total + line.priceMinor, 0) };
}
