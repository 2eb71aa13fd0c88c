import type { BookingId, SeatId, ShowtimeId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import { bestSeats, type PartyWish } from '@foyer/shared/rules/best-seats';
import type { Clock } from '../../platform/clock.ts';
import type { Actor } from '../actor.ts';
import { salesState, type Layout, type ShowtimeLookup, type ShowtimeRecord } from '../catalogue/catalogue.ts';
import { hallFor } from '../seats/seat-rules.policy.ts';
import { systemAct, type ActContext, type HallSnapshot } from '../seats/seats.ts';
import type { BookingRecord, OfferRecord } from './booking.ts';
import { acceptOffer, endOffer, giveUp, isAsGood, makeOffer } from './booking-offer.ts';
import { requireTouchable } from './booking.policy.ts';
import type { BookingRepository } from './booking.repository.ts';
import type { Settlement } from './settlement.ts';

/** Holds seats in somebody's name, and gives them back. */
export interface OfferHolds {
  /** Null where the seats can't be held. */
  readonly hold: (
    owner: string,
    showtimeId: ShowtimeId,
    seats: readonly SeatId[],
  ) => Promise<OfferRecord['holdId'] | null>;
  readonly release: (offer: Pick<OfferRecord, 'owner' | 'holdId'>, showtimeId: ShowtimeId) => Promise<void>;
}

export interface OfferServiceOptions {
  readonly repository: Pick<BookingRepository, 'read'>;
  readonly settlement: Settlement;
  readonly catalogue: ShowtimeLookup;
  readonly readHall: (showtimeId: ShowtimeId) => Promise<HallSnapshot | null>;
  readonly holds: OfferHolds;
  readonly clock: Clock;
}

/** How long other seats are kept for late money. */
export const offerMs = 60_000;

export type OfferService = ReturnType<typeof createOfferService>;

/** Other seats for money that came when the booked ones were gone: held for a minute, then the money goes back. */
export function createOfferService(options: OfferServiceOptions) {
  const { repository, settlement, catalogue, holds, clock } = options;

  /** Finds the nearest block that is as good, holds and offers it; where there is none the money goes back. */
  async function offer(booking: BookingRecord): Promise<void> {
    const seats = await findBlock(booking);
    const owner = `${booking.channel}:${booking.customerId ?? booking.actor.id}`;
    const holdId = seats && (await holds.hold(owner, booking.showtimeId, seats));
    if (!seats || !holdId) {
      const change = giveUp(booking, settlement.doing(systemAct));
      if (change) await settlement.write(booking, change, systemAct);
      return;
    }
    const expiresAt = new Date(clock.now().getTime() + offerMs);
    const made: OfferRecord = { state: 'OPEN', holdId, owner, seats: [...seats], expiresAt };
    const outcome = await settlement.write(booking, makeOffer(booking, made), systemAct);
    if (outcome.kind !== 'SAVED') await holds.release(made, booking.showtimeId);
  }

  /** Takes the offered seats. Throws booking.not-found, booking.state, seats.taken. */
  async function accept(who: Who, id: BookingId): Promise<BookingRecord> {
    const { booking, open } = await requireOpen(who, id);
    if (!open) return booking;
    const outcome = await settlement.write(booking, acceptOffer(booking, open), who.act);
    if (outcome.kind === 'SAVED') return outcome.booking;
    if (outcome.kind === 'CONFLICT') throw new AppError('booking.state', { state: 'CHANGING' });
    await lapse(booking);
    throw new AppError('seats.taken', { seats: [...outcome.seats] });
  }

  /** Declines them. Throws booking.not-found, booking.state. */
  async function decline(who: Who, id: BookingId): Promise<BookingRecord> {
    const { booking, open } = await requireOpen(who, id, 'DECLINED');
    if (!open) return booking;
    const change = endOffer(booking, { offer: open, state: 'DECLINED' }, settlement.doing(who.act));
    const outcome = await settlement.write(booking, change, who.act);
    if (outcome.kind !== 'SAVED') throw new AppError('booking.state', { state: 'CHANGING' });
    await holds.release(open, booking.showtimeId);
    return outcome.booking;
  }

  /** Ends an offer whose time is over. */
  async function lapse(booking: BookingRecord): Promise<void> {
    const open = booking.offer;
    if (open?.state !== 'OPEN') return;
    const change = endOffer(booking, { offer: open, state: 'LAPSED' }, settlement.doing(systemAct));
    const outcome = await settlement.write(booking, change, systemAct);
    if (outcome.kind === 'SAVED') await holds.release(open, booking.showtimeId);
  }

  /** The open offer; none where this very answer was given before. */
  async function requireOpen(who: Who, id: BookingId, given: OfferRecord['state'] = 'ACCEPTED') {
    const booking = requireTouchable(who.actor, await repository.read(id));
    const made = booking.offer;
    if (made?.state === given) return { booking, open: null };
    if (made?.state !== 'OPEN' || made.expiresAt <= clock.now()) {
      const state = made ? `OFFER_${made.state === 'OPEN' ? 'LAPSED' : made.state}` : booking.status;
      throw new AppError('booking.state', { state });
    }
    return { booking, open: made };
  }

  async function findBlock(booking: BookingRecord): Promise<readonly SeatId[] | null> {
    const showtime = await catalogue.requireShowtime(booking.showtimeId);
    if (salesState(showtime, clock.now()) !== 'OPEN') return null;
    const layout = await catalogue.layoutOf(showtime);
    const hall = await options.readHall(booking.showtimeId);
    if (!hall) return null;
    const view = hallFor(layout, hall, { holdId: null, nowMs: clock.now().getTime() });
    const frame = { focalPoint: centreOf(booking, layout) };
    for (const wish of wishesFor(booking, layout, showtime)) {
      const found = bestSeats(view, frame, wish);
      if (!found || found.rung === 'apart') continue;
      if (isAsGood(booking, found.seats, priceIn(layout, showtime))) return found.seats;
    }
    return null;
  }

  return { offer, accept, decline, lapse };
}

interface Who {
  readonly actor: Actor;
  readonly act: ActContext;
}

/** The same price area first, then every other. */
function wishesFor(booking: BookingRecord, layout: Layout, showtime: ShowtimeRecord): readonly PartyWish[] {
  const chairs = booking.seats.flatMap((seat) => layout.seatsById.get(seat) ?? []);
  const party = {
    count: booking.seats.length,
    accessible: chairs.filter(({ kind }) => kind === 'WHEELCHAIR').length,
    companions: chairs.filter(({ kind }) => kind === 'COMPANION').length,
  };
  const own = [...new Set(chairs.map(({ category }) => category))];
  const all = [...new Set(showtime.ticketTypes.flatMap(({ pricesMinor }) => Object.keys(pricesMinor)))];
  return [...own, ...all.filter((category) => !own.includes(category))].map((category) => ({
    ...party,
    category,
  }));
}

function priceIn(layout: Layout, { ticketTypes }: ShowtimeRecord) {
  return (seat: SeatId, ticketTypeId: string): number | undefined => {
    const category = layout.seatsById.get(seat)?.category;
    const type = ticketTypes.find(({ id }) => id === ticketTypeId);
    return category === undefined ? undefined : type?.pricesMinor[category];
  };
}

function centreOf(booking: BookingRecord, layout: Layout) {
  const chairs = booking.seats.flatMap((seat) => layout.seatsById.get(seat) ?? []);
  const mean = (of: (chair: { x: number; y: number }) => number): number =>
    chairs.reduce((sum, chair) => sum + of(chair), 0) / Math.max(1, chairs.length);
  return { x: mean(({ x }) => x), y: mean(({ y }) => y) };
}
