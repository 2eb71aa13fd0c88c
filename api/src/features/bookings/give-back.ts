import type { BookingId, SeatId } from '@foyer/shared/ids';
import { sumMinor } from '@foyer/shared/money';
import { AppError } from '@foyer/shared/problems';
import type { Approvals } from '../approvals/use-approval.ts';
import type { BookingDraft, BookingRecord } from './booking.ts';
import { refundSeats, type RefundWish } from './booking-refund.ts';
import type { BookingRepository } from './booking.repository.ts';
import type { SaleCall } from './booking.service.ts';
import { madeBefore, type RequestName } from './idempotency.ts';
import { isOpen } from './money.ts';
import type { Settlement } from './settlement.ts';
import { requireDrawerForCash, type TenderTerms } from './tenders.ts';

export interface GiveBackParts {
  readonly repository: Pick<BookingRepository, 'read'>;
  readonly settlement: Settlement;
  readonly approvals: Approvals;
  readonly tenderTerms: TenderTerms;
}

export interface GiveBack {
  readonly id: BookingId;
  readonly name: RequestName;
  /** What to give back of the booking as it stands; asked anew for each try. Throws where that is refused. */
  readonly wishOf: (booking: BookingRecord) => Promise<Omit<RefundWish, keyof RequestName>>;
}

const attempts = 5;

/**
 * One write takes the seats back and notes the money; providers are asked after it, never before. What is judged is
 * judged on the very version that the write is made upon. Throws booking.not-found, booking.state,
 * till.needed, shift.needed, version.conflict.
 */
export async function giveBack(
  { repository, settlement, tenderTerms }: GiveBackParts,
  call: SaleCall,
  { id, name, wishOf }: GiveBack,
): Promise<BookingRecord> {
  for (let turn = 0; turn < attempts; turn += 1) {
    const booking = await repository.read(id);
    if (!booking) throw new AppError('booking.not-found', {});
    if (madeBefore(booking.refunds, name).length > 0) return booking;
    if (booking.status !== 'BOOKED') throw new AppError('booking.state', { state: booking.status });
    if (booking.payments.some(isOpen)) throw new AppError('booking.state', { state: 'PAYMENT_OPEN' });
    requireDrawerForCash(call, booking, tenderTerms);
    const wish = { ...(await wishOf(booking)), ...name };
    const change = refundSeats(booking, wish, settlement.doing(call.act));
    const outcome = await settlement.write(booking, change, call.act);
    if (outcome.kind === 'SAVED') return outcome.booking;
  }
  throw new AppError('version.conflict', { state: 'changed by somebody else' });
}

/** What seats of a booking were paid with. */
export function priceOf({ lines }: Pick<BookingDraft, 'lines'>, seats: readonly SeatId[]): number {
  return sumMinor(lines.filter(({ seat }) => seats.includes(seat)).map(({ priceMinor }) => priceMinor));
}
