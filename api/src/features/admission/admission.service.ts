import type { AdmitRequest } from '@foyer/shared/http/admissions';
import type { SeatId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import type { Clock } from '../../platform/clock.ts';
import type { AdmissionRepository } from '../bookings/admission.repository.ts';
import type { AdmissionRecord, BookingRecord } from '../bookings/booking.ts';
import { admissionOf } from '../bookings/booking.policy.ts';
import type { SaleCall } from '../bookings/booking.service.ts';
import type { TicketSigner } from '../bookings/ticket-signer.ts';
import { admissionEvent } from './admission-events.ts';
import {
  requireLive,
  requireMayOverride,
  requireMayUndo,
  requireOpenDoors,
  requireThisDoor,
  type ShownTicket,
} from './admission.policy.ts';
import type { DoorShows } from './door-shows.ts';
import { scanHashOf } from './scan-hash.ts';
import type { WhoseTicket } from './whose-ticket.ts';

export interface AdmissionNeeds {
  readonly repository: AdmissionRepository;
  readonly signer: Pick<TicketSigner, 'read'>;
  readonly shows: DoorShows;
  readonly whose: WhoseTicket;
  readonly clock: Clock;
  readonly onSaved: () => void;
}

/** An admission, and whether this very scan had made it before. */
export interface Admitted {
  readonly booking: BookingRecord;
  readonly admission: AdmissionRecord;
  readonly again: boolean;
}

export type AdmissionService = ReturnType<typeof createAdmissionService>;
type Named = { readonly code: string } | { readonly reference: string; readonly seat: SeatId };

const attempts = 8;

/** Lets guests in. The booking decides who was first, by one write upon the version that was judged. */
export function createAdmissionService(needs: AdmissionNeeds) {
  const { repository, signer, shows, whose, clock, onSaved } = needs;

  /** What was shown. Throws ticket.unknown where the code is none of this house's. */
  function read(named: Named): ShownTicket {
    if (!('code' in named)) return { reference: named.reference, seat: named.seat, showtimeId: null };
    const signed = signer.read(named.code);
    if (!signed) throw new AppError('ticket.unknown', {});
    return signed;
  }

  async function find({ reference }: Pick<ShownTicket, 'reference'>): Promise<BookingRecord> {
    const booking = await repository.byReference(reference);
    if (!booking) throw new AppError('ticket.unknown', {});
    return booking;
  }

  /**
   * Tries until the booking that was judged is the one that was written. `judge` throws what keeps the guest out.
   * Throws ticket.unknown, version.conflict, idempotency.mismatch.
   */
  async function enter(
    call: SaleCall,
    ticket: ShownTicket,
    { scannedAt, place, judge }: Entry,
  ): Promise<Admitted> {
    const scanHash = scanHashOf(call.idempotencyKey);
    for (let turn = 0; turn < attempts; turn += 1) {
      const booking = await find(ticket);
      const made = booking.admissions.find((one) => one.scanHash === scanHash);
      if (made && made.seat !== ticket.seat) throw new AppError('idempotency.mismatch', {});
      if (made) return { booking, admission: made, again: true };
      const at = clock.now();
      await judge(booking, at);
      const admission: AdmissionRecord = {
        seat: ticket.seat,
        showtimeId: booking.showtimeId,
        scanHash,
        at,
        scannedAt,
        actor: call.act.actor,
        till: call.actor.tillId,
        place,
        undone: null,
      };
      const fact = admissionEvent(booking, { action: 'ticket.admitted', admission, act: call.act, at });
      const saved = await repository.admit(booking, admission, fact);
      if (!saved) continue;
      onSaved();
      return { booking: saved, admission, again: false };
    }
    throw new AppError('version.conflict', { state: 'changed by somebody else' });
  }

  /** Throws ticket.admitted where the guest is in already: when, where and by whom. */
  async function requireOutside(booking: BookingRecord, { seat }: ShownTicket): Promise<void> {
    const first = admissionOf(booking, seat);
    if (!first) return;
    const { where, by } = await whose.told(first);
    throw new AppError('ticket.admitted', { seat, at: first.at.toISOString(), where, by: by.name });
  }

  /** Lets the guest of a ticket in. Throws ticket.*, booking.state, version.conflict, action.forbidden. */
  async function admit(call: SaleCall, request: AdmitRequest): Promise<Admitted> {
    const { place = null, showtimeId = null, early = false } = request;
    if (early) requireMayOverride(call.actor);
    const ticket = read(request);
    const judge = async (booking: BookingRecord, now: Date): Promise<void> => {
      requireLive(booking, ticket);
      const show = await shows.find(booking.showtimeId);
      requireThisDoor(show, { showtimeId, now, isToday: await shows.isToday(show, now) });
      await requireOutside(booking, ticket);
      requireOpenDoors(show, now, early);
    };
    return enter(call, ticket, { scannedAt: null, place, judge });
  }

  /** Takes an admission back. Throws ticket.unknown, ticket.not-admitted, action.forbidden. */
  async function undo(
    { actor, act }: Pick<SaleCall, 'actor' | 'act'>,
    {
      reference,
      seat,
      reason,
    }: { readonly reference: string; readonly seat: SeatId; readonly reason: string },
  ): Promise<BookingRecord> {
    for (let turn = 0; turn < attempts; turn += 1) {
      const booking = await find({ reference });
      const admission = admissionOf(booking, seat);
      if (!admission) throw new AppError('ticket.not-admitted', {});
      const at = clock.now();
      requireMayUndo(actor, admission, at);
      const undone = { ...admission, undone: { at, actor: act.actor, reason } };
      const fact = { action: 'ticket.admission-undone', admission, reason, act, at } as const;
      const saved = await repository.undo(booking, undone, admissionEvent(booking, fact));
      if (!saved) continue;
      onSaved();
      return saved;
    }
    // Others undo and admit it all the time.
    throw new AppError('service.unavailable', {});
  }

  return { read, find, enter, requireOutside, admit, undo };
}

interface Entry {
  readonly scannedAt: Date | null;
  readonly place: string | null;
  readonly judge: (booking: BookingRecord, now: Date) => Promise<void>;
}
