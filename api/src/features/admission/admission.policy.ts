/** Whether a ticket lets its guest in. Pure. */
import { ownUndoMinutes, type DoorShow } from '@foyer/shared/http/admissions';
import type { SeatId, ShowtimeId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import { can } from '@foyer/shared/roles';
import type { Actor } from '../actor.ts';
import type { AdmissionRecord, BookingRecord } from '../bookings/booking.ts';

/** The ticket that was shown; `showtimeId` as its code says, null where it was named by hand. */
export interface ShownTicket {
  readonly reference: string;
  readonly showtimeId: ShowtimeId | null;
  readonly seat: SeatId;
}

/** Throws ticket.unknown, ticket.given-back, booking.state: what no door lets in, at whatever time. */
export function requireLive(booking: BookingRecord, ticket: ShownTicket): void {
  const { seat } = ticket;
  const showtimeId = ticket.showtimeId ?? booking.showtimeId;
  const isOwn = booking.showtimeId === showtimeId && booking.seats.includes(seat);
  if (isOwn && booking.status === 'BOOKED') return;
  const left = isOwn ? null : leftBy(booking, { showtimeId, seat });
  if (left) throw new AppError('ticket.given-back', left);
  if (isOwn) throw new AppError('booking.state', { state: booking.status });
  throw new AppError('ticket.unknown', {});
}

/** How a seat left its booking: the last time counts. */
function leftBy(
  { refunds, exchanges }: BookingRecord,
  { showtimeId, seat }: { readonly showtimeId: ShowtimeId; readonly seat: SeatId },
) {
  const returned = refunds
    .filter(({ lines }) => lines.some((line) => line.seat === seat))
    .map(({ at }) => ({ what: 'REFUNDED' as const, at: at.toISOString() }));
  const swapped = exchanges
    .filter(({ from }) => from.showtimeId === showtimeId && from.lines.some((line) => line.seat === seat))
    .map(({ at }) => ({ what: 'EXCHANGED' as const, at: at.toISOString() }));
  return [...returned, ...swapped].toSorted((one, other) => (one.at < other.at ? -1 : 1)).at(-1) ?? null;
}

export interface Door {
  /** What it lets in; null for any show of today. */
  readonly showtimeId: ShowtimeId | null;
  readonly now: Date;
  readonly isToday: boolean;
}

/** Throws ticket.wrong-day, ticket.wrong-showtime: the guest is sent elsewhere, in or not. */
export function requireThisDoor(show: DoorShow, door: Door): void {
  const { showtimeId, title, auditorium, startsAt } = show;
  const details = { showtimeId, title, auditorium, startsAt };
  if (!door.isToday) throw new AppError('ticket.wrong-day', details);
  if (door.showtimeId !== null && door.showtimeId !== showtimeId) {
    throw new AppError('ticket.wrong-showtime', details);
  }
}

/** Throws ticket.show-closed, ticket.too-early. `early` is for those who may. */
export function requireOpenDoors(show: DoorShow, now: Date, early: boolean): void {
  if (show.cancelled) throw new AppError('ticket.show-closed', { state: 'CANCELLED' });
  if (now >= new Date(show.endsAt)) throw new AppError('ticket.show-closed', { state: 'OVER' });
  if (!early && now < new Date(show.opensAt)) {
    throw new AppError('ticket.too-early', { opensAt: show.opensAt });
  }
}

/** Throws action.forbidden. */
export function requireMayOverride(actor: Pick<Actor, 'role'>): void {
  if (!can(actor.role, 'tickets.override')) {
    throw new AppError('action.forbidden', { action: 'tickets.override' });
  }
}

/** Whoever let somebody in by mistake may say so at once; later, and for others, managers do. Throws action.forbidden. */
export function requireMayUndo(
  actor: Pick<Actor, 'role' | 'userId'>,
  admission: Pick<AdmissionRecord, 'actor' | 'at'>,
  now: Date,
): void {
  const ageMs = now.getTime() - admission.at.getTime();
  if (admission.actor.id === actor.userId && ageMs <= ownUndoMinutes * 60_000) return;
  requireMayOverride(actor);
}
