/** I1: the arbiter judges claims only, so what waits for money or is sold has to claim exactly the seats of its lines. Pure. */
import type { BookingDraft } from '../bookings/booking.ts';
import { aboutBooking, type Finding } from './invariants.ts';

/** A seat that is sold without a claim is sold again: to the arbiter and to the halls it is free. */
export function judgeClaim({ _id: id, ...booking }: BookingDraft): readonly Finding[] {
  const { status, claims, seats, lines, admissions } = booking;
  const broken = (message: string): Finding => aboutBooking('I1', id, { message });
  const isOwner = status === 'PENDING' || status === 'BOOKED';
  if (claims !== isOwner) {
    return [broken(`is ${status} and ${claims ? 'claims its seats still' : 'does not claim its seats'}`)];
  }
  const lost = admissions.filter(({ seat, undone }) => undone === null && !(claims && seats.includes(seat)));
  if (lost.length > 0) {
    return [broken(`has let in ${lost.map(({ seat }) => seat).join(' ')}, which it does not have`)];
  }
  const [owned, paid] = [seats, lines.map(({ seat }) => seat)].map((some) => some.toSorted().join(' '));
  return owned === paid || !claims ? [] : [broken(`claims ${owned} where its lines are ${paid}`)];
}
