import type { Seat, SeatStatus } from '@foyer/shared/http/seat-map';

/** How a seat is drawn. Each look has a shape of its own, so that the hall reads without colour. */
export type SeatLook = 'free' | 'yours' | 'taking' | 'returning' | 'held' | 'sold' | 'blocked';

export type OwnSeat = 'held' | 'taking' | 'returning' | null;

/** What the till itself does with a seat goes before what the map says of it. */
export function lookOf(status: SeatStatus, own: OwnSeat): SeatLook {
  if (own === 'held') return 'yours';
  if (own !== null) return own;
  switch (status) {
    case 'AVAILABLE':
      return 'free';
    case 'LOCKED':
      return 'held';
    case 'BOOKED':
      return 'sold';
    case 'BLOCKED':
      return 'blocked';
  }
}

const lookWords: Readonly<Record<SeatLook, string>> = {
  free: 'available',
  yours: 'yours',
  taking: 'being taken',
  returning: 'being given back',
  held: 'held by somebody else',
  sold: 'sold',
  blocked: 'not for sale',
};

const kindWords: Readonly<Record<Seat['kind'], string | null>> = {
  STANDARD: null,
  WHEELCHAIR: 'wheelchair space',
  // As it stands on the seat: what is seen can be said, to find it by voice.
  COMPANION: 'companion seat +1',
  COUPLE: 'couple seat',
  RESTRICTED_VIEW: 'restricted view',
};

/** A seat in words, e.g. `Row F seat 12, premium €14.00, wheelchair space, available`. */
export function describeSeat(seat: Seat, look: SeatLook, price: string | null): string {
  return [
    `Row ${seat.row} seat ${seat.number}`,
    [seat.category.toLowerCase(), price].filter((part) => part !== null).join(' '),
    kindWords[seat.kind],
    lookWords[look],
  ]
    .filter((part) => part !== null)
    .join(', ');
}

/** Whether Space on this seat can do anything. */
export function isUsable(look: SeatLook): boolean {
  return look === 'free' || look === 'yours';
}
