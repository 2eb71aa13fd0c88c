/** I6: each step of a booking is told exactly once, in the trail or on its way there. Pure. */
import type { AuditAction } from '@foyer/shared/audit';
import type { BookingRecord } from '../bookings/booking.ts';
import { aboutBooking, type Finding } from './invariants.ts';

/** A fact of the trail, as far as it matters here. */
export interface ToldFact {
  readonly id: string;
  readonly action: AuditAction;
  /** The booking's version that it tells of. */
  readonly version: number;
}

interface Expected {
  readonly action: AuditAction;
  /** What tells several facts of one kind apart. */
  readonly part?: string;
  readonly least: number;
  readonly most: number;
}

/**
 * Holds a booking's history against its facts; those in its outbox are on their way and count as told. A fact of a
 * later version than the booking's is a booking that went back in time: I2.
 */
export function judgeFacts(booking: BookingRecord, told: readonly ToldFact[]): readonly Finding[] {
  const { _id: id, outbox, version } = booking;
  const broken = (message: string): Finding => aboutBooking('I6', id, { message });
  const waiting = outbox.map((event): ToldFact => {
    return { id: event.id, action: event.action, version: Number(event.after?.['version']) };
  });
  const facts = [...new Map([...told, ...waiting].map((fact) => [fact.id, fact])).values()];
  const strange = facts.filter((fact) => partOf(id, fact) === null);
  const wrong = expectedOf(booking).flatMap((expected) => {
    const { action, part, least, most } = expected;
    const count = facts.filter((fact) => isOne(id, fact, expected)).length;
    const name = part === undefined ? action : `${action} of ${part}`;
    if (count < least) return [broken(`has ${count} of ${least} ${name} in the trail`)];
    return count > most ? [broken(`has ${name} ${count} times in the trail, not ${most}`)] : [];
  });
  const first = facts.filter((fact) => fact.version === 1 && beginnings.has(fact.action)).length;
  return [
    ...wrong,
    ...(first === 1 ? [] : [broken(`has ${first} facts of its beginning in the trail`)]),
    ...strange.map((fact) => broken(`has the fact ${fact.id} in the trail, which is not its own`)),
    ...facts
      .filter((fact) => fact.version > version)
      .map((fact) =>
        aboutBooking('I2', id, { message: `is at version ${version}, the trail tells of ${fact.id}` }),
      ),
  ];
}

const beginnings: ReadonlySet<AuditAction> = new Set(['booking.created', 'booking.success']);

function expectedOf(booking: BookingRecord): readonly Expected[] {
  const { status, payments, refunds, exchanges, offer, admissions } = booking;
  const exactly = (count: number) => ({ least: count, most: count });
  const isSold = status === 'BOOKED' || status === 'REFUNDED';
  // A rescue books what had expired or failed, so those may be behind it.
  const ended = (mine: typeof status) => ({
    least: status === mine ? 1 : 0,
    most: status === mine || isSold ? 1 : 0,
  });
  return [
    { action: 'booking.success', ...exactly(isSold ? 1 : 0) },
    { action: 'booking.expired', ...ended('EXPIRED') },
    { action: 'booking.failed', ...ended('FAILED') },
    { action: 'booking.cancelled', ...exactly(status === 'CANCELLED' ? 1 : 0) },
    { action: 'booking.refunded', ...exactly(refunds.filter(({ lines }) => lines.length > 0).length) },
    { action: 'booking.exchanged', ...exactly(exchanges.length) },
    { action: 'booking.offered', ...exactly(offer ? 1 : 0) },
    { action: 'booking.offer-declined', ...exactly(offer?.state === 'DECLINED' ? 1 : 0) },
    { action: 'booking.offer-lapsed', ...exactly(offer?.state === 'LAPSED' ? 1 : 0) },
    ...admissions.flatMap(({ scanHash: part, undone }): Expected[] => [
      { action: 'ticket.admitted', part, ...exactly(1) },
      { action: 'ticket.admission-undone', part, ...exactly(undone ? 1 : 0) },
    ]),
    ...payments.flatMap(({ id: part, status: paid, tender }): Expected[] => {
      const isTaken = paid === 'CAPTURED' || paid === 'REFUNDED';
      // Cash that was never taken is declined without a word; a provider's no may be followed by a late yes.
      const isRefused = paid === 'DECLINED' && tender !== 'CASH';
      return [
        { action: 'payment.captured', part, ...exactly(isTaken ? 1 : 0) },
        { action: 'payment.declined', part, least: isRefused ? 1 : 0, most: isRefused || isTaken ? 1 : 0 },
        { action: 'payment.unknown', part, least: paid === 'UNKNOWN' ? 1 : 0, most: 1 },
      ];
    }),
    ...refunds.flatMap(({ id, parts }) =>
      parts.flatMap(({ paymentId, state, refusals }): Expected[] => [
        { action: 'payment.refunded', part: `${id}-${paymentId}`, ...exactly(state === 'DONE' ? 1 : 0) },
        { action: 'payment.refund-failed', part: `${id}-${paymentId}`, ...exactly(refusals) },
      ]),
    ),
  ];
}

function isOne(bookingId: string, fact: ToldFact, { action, part }: Expected): boolean {
  return fact.action === action && (part === undefined || partOf(bookingId, fact) === part);
}

/** What the fact's id says it is about, empty for the booking itself; null where the id is none of this booking's. */
function partOf(bookingId: string, { id, action, version }: ToldFact): string | null {
  const own = `${bookingId}:${version}:${action}`;
  if (id === own) return '';
  return id.startsWith(`${own}:`) ? id.slice(own.length + 1) : null;
}
