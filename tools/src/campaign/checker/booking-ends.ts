/** What became of every acknowledged booking, held against what was acknowledged. */
import type { Final } from '../history/history.ts';
import { claims, type KnownBooking } from './seat-ownership.ts';
import type { Violation } from './violation.ts';

/** Statuses that may follow a seen one, over any number of steps. */
const laterStatuses: Readonly<Record<string, readonly string[]>> = {
  PENDING: ['PENDING', 'BOOKED', 'REFUNDED', 'FAILED', 'CANCELLED', 'EXPIRED'],
  BOOKED: ['BOOKED', 'REFUNDED'],
  EXPIRED: ['EXPIRED', 'BOOKED', 'REFUNDED', 'CANCELLED'],
  FAILED: ['FAILED', 'BOOKED', 'REFUNDED', 'CANCELLED'],
  CANCELLED: ['CANCELLED', 'BOOKED', 'REFUNDED'],
  REFUNDED: ['REFUNDED'],
};

export type EndOptions = {
  readonly finals: ReadonlyMap<string, Final>;
  /** Holds that some request may have turned into a booking, and bookings that some request may have given seats. */
  readonly mayHaveSold: ReadonlySet<string>;
  readonly wallMs: number;
};

/** I2: everything acknowledged is there, as the history allows; and nothing is there that nobody can have bought. */
export function judgeEnds(known: Iterable<KnownBooking>, options: EndOptions): readonly Violation[] {
  const violations: Violation[] = [];
  for (const booking of known) {
    if (booking.version === 0) continue;
    const final = options.finals.get(booking.id);
    const fault = final ? faultOf(booking, final, options.wallMs) : 'an acknowledged booking is gone';
    if (fault !== null) violations.push(violationOf(booking, fault));
  }
  return [...violations, ...ghosts(options), ...doubleClaims(options.finals.values())];
}

function faultOf(booking: KnownBooking, final: Final, wallMs: number): string | null {
  if (final.version < booking.version) {
    return `an acknowledged booking fell back from version ${booking.version} to ${final.version}`;
  }
  if (laterStatuses[booking.status]?.includes(final.status) !== true) {
    return `a booking acknowledged as ${booking.status} ended as ${final.status}`;
  }
  if (final.claims !== (claims(final.status) && final.seats.length > 0)) {
    return `a booking is ${final.status} and ${final.claims ? 'claims' : 'does not claim'} its seats`;
  }
  const isSame = final.version === booking.version;
  if (
    isSame &&
    (final.status !== booking.status || final.seats.join() !== [...booking.seats].sort().join())
  ) {
    return `version ${final.version} of a booking is another one than was acknowledged`;
  }
  for (const [key, { untilMs }] of booking.certain) {
    const isKept = final.claims && final.seats.some((seat) => `${final.showtime}/${seat}` === key);
    if (!isKept && untilMs > wallMs) return `a booking lost seat ${key}, which nobody asked to give back`;
  }
  return null;
}

function violationOf(booking: KnownBooking, sentence: string): Violation {
  return {
    invariant: 'I2',
    sentence,
    showtime: booking.showtime,
    seats: booking.seats,
    bookings: [booking.id],
    operations: [booking.lastOp],
  };
}

function ghosts({ finals, mayHaveSold }: EndOptions): readonly Violation[] {
  return [...finals.values()]
    .filter(
      ({ claims: owns, holds, booking }) => owns && ![booking, ...holds].some((id) => mayHaveSold.has(id)),
    )
    .map(({ booking, showtime, seats }) => ({
      invariant: 'I2',
      sentence: 'a booking owns seats, and every request that could have made it was refused',
      showtime,
      seats,
      bookings: [booking],
      operations: [],
    }));
}

function doubleClaims(finals: Iterable<Final>): readonly Violation[] {
  const owners = new Map<string, string>();
  const violations: Violation[] = [];
  for (const { booking, showtime, seats, claims: owns } of finals) {
    for (const seat of owns ? seats : []) {
      const other = owners.get(`${showtime}/${seat}`);
      owners.set(`${showtime}/${seat}`, booking);
      if (other === undefined) continue;
      const bookings = [other, booking];
      const sentence = 'two bookings own one seat';
      violations.push({ invariant: 'I1', sentence, showtime, seats: [seat], bookings, operations: [] });
    }
  }
  return violations;
}
