/** What an offer of other seats does to a booking whose money came too late. Pure. */
import type { SeatId } from '@foyer/shared/ids';
import type { BookingDraft, OfferRecord } from './booking.ts';
import { changed, type BookingChange } from './booking-change.ts';
import { returnSurplus, type Doing } from './booking-payments.ts';

/** Enters an offer that is open until its time is over. */
export function makeOffer(booking: BookingDraft, offer: OfferRecord): BookingChange {
  const more = { offered: offer.seats, until: offer.expiresAt.toISOString() };
  return changed(booking, { offer }, [{ action: 'booking.offered', more }]);
}

/** The offered seats become the booking's, at the prices that were paid. */
export function acceptOffer(booking: BookingDraft, offer: OfferRecord): BookingChange {
  const seats = offer.seats.toSorted();
  const next: Partial<BookingDraft> = {
    status: 'BOOKED',
    seats,
    lines: booking.lines.flatMap((line, index) => {
      const seat = seats[index];
      return seat === undefined ? [] : [{ ...line, seat }];
    }),
    holdId: offer.holdId,
    offer: { ...offer, state: 'ACCEPTED' },
  };
  return changed(booking, next, [
    { action: 'booking.success', before: booking.status, more: { offered: seats } },
  ]);
}

/** Nobody wants the offered seats: the money goes back. */
export function endOffer(
  booking: BookingDraft,
  { offer, state }: { readonly offer: OfferRecord; readonly state: 'DECLINED' | 'LAPSED' },
  doing: Doing,
): BookingChange {
  const action = state === 'DECLINED' ? 'booking.offer-declined' : 'booking.offer-lapsed';
  const ended = { ...booking, offer: { ...offer, state } };
  const returned = returnSurplus(ended, 'came too late', doing);
  const next = returned ? { ...returned.next, version: booking.version } : ended;
  return changed(booking, next, [{ action }, ...(returned?.facts ?? [])]);
}

/** No seats can be offered at all: the money goes back. Null where there is none. */
export function giveUp(booking: BookingDraft, doing: Doing): BookingChange | null {
  return returnSurplus(booking, 'came too late', doing);
}

/** Whether a block is as good as what was paid for: as many seats, none of them cheaper. */
export function isAsGood(
  booking: Pick<BookingDraft, 'lines'>,
  seats: readonly SeatId[],
  priceOf: (seat: SeatId, ticketTypeId: string) => number | undefined,
): boolean {
  if (seats.length !== booking.lines.length) return false;
  return seats.toSorted().every((seat, index) => {
    const line = booking.lines[index];
    const price = line && priceOf(seat, line.ticketTypeId);
    return price !== undefined && line !== undefined && price >= line.priceMinor;
  });
}
