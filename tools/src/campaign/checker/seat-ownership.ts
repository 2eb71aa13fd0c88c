/**
 * Who owned which seat when, by the acknowledgements alone. A booking that was seen owning a seat owns it for certain
 * from that answer on until somebody asks for something that may take the seat away; while such a request is under way,
 * or for ever where its outcome is unknown, nothing is certain. Two certain owners of one seat at one time are proof.
 */
import type { Call, SeenBooking } from '../history/history.ts';
import { mayRelease, OpenReleases } from './releases.ts';
import type { Violation } from './violation.ts';

export type Moment = {
  readonly op: number;
  /** Number of the line in the history, and of the line where its operation began. */
  readonly line: number;
  readonly since: number;
  readonly wallMs: number;
};

type Ownership = { readonly since: number; readonly op: number; readonly untilMs: number };

export type KnownBooking = {
  readonly id: string;
  readonly releases: OpenReleases;
  version: number;
  seenAt: number;
  lastOp: number;
  status: string;
  showtime: string;
  seats: readonly string[];
  totalMinor: number;
  /** Certain, by seat; suspended while a request may take the seat away. */
  readonly certain: Map<string, Ownership>;
  readonly suspended: Map<string, Ownership>;
};

/** `key` is showtime and seat. */
type OwnedSeat = { readonly booking: KnownBooking; readonly key: string };

export class SeatOwnership {
  readonly bookings = new Map<string, KnownBooking>();
  readonly #owners = new Map<string, Map<string, Ownership>>();
  readonly #report: (violation: Violation) => void;
  readonly #clockSkewMs: number;

  constructor(options: { readonly report: (violation: Violation) => void; readonly clockSkewMs: number }) {
    this.#report = options.report;
    this.#clockSkewMs = options.clockSkewMs;
  }

  invoke(call: Call, at: Moment): void {
    if (!mayRelease(call)) return;
    const booking = this.#booking(call.booking);
    booking.releases.invoke(at.op, call, at.line);
    for (const [key, ownership] of booking.certain) {
      if (!booking.releases.covers(seatOf(key))) continue;
      this.#drop(booking, key);
      booking.suspended.set(key, ownership);
    }
  }

  fail(call: Call, at: Moment): void {
    if (!mayRelease(call)) return;
    const booking = this.#booking(call.booking);
    booking.releases.fail(at.op, call, at.line);
    for (const [key, ownership] of booking.suspended) {
      if (booking.releases.covers(seatOf(key))) continue;
      booking.suspended.delete(key);
      this.#own({ booking, key }, { ...ownership, since: at.line }, at);
    }
  }

  succeed(call: Call, seen: SeenBooking | undefined, at: Moment): void {
    if (mayRelease(call)) {
      const booking = this.#booking(call.booking);
      booking.releases.succeed(at.op, call, at.line);
      booking.suspended.clear();
    }
    if (seen) this.#observe(call, seen, at);
  }

  /** The answer says: at some moment since `at.since` the booking was this. */
  #observe(call: Call, seen: SeenBooking, at: Moment): void {
    const booking = this.#booking(seen.id);
    if (seen.version < booking.version) {
      if (booking.seenAt < at.since) this.#report(wentBack(booking, seen, at));
      return;
    }
    const isNewer = seen.version > booking.version;
    if (!isNewer && faceOf(booking) !== faceOf(seen)) this.#report(twoFaces(booking, seen, at));
    Object.assign(booking, {
      version: seen.version,
      seenAt: at.line,
      lastOp: at.op,
      status: seen.status,
      showtime: seen.showtime,
      seats: seen.seats,
      totalMinor: seen.totalMinor,
    });
    const owned = claims(seen.status) ? seen.seats.map((seat) => `${seen.showtime}/${seat}`) : [];
    if (isNewer) this.#forgetOthers(booking, owned);
    const isCertain = !booking.releases.touchedByOthers(at.since, at.op, call);
    const untilMs = this.#certainUntil(call, seen);
    for (const key of owned) {
      const ownership = { since: at.line, op: at.op, untilMs };
      if (isCertain) this.#own({ booking, key }, ownership, at);
      else this.#judge({ booking, key }, at, false);
    }
  }

  /** A sale in one step may fail with its payment at any time; a booking that waits owns its seats to its deadline. */
  #certainUntil(call: Call, seen: SeenBooking): number {
    if (seen.status === 'BOOKED') return Infinity;
    if (call.does === 'confirm' || seen.expiresAt === null) return -Infinity;
    return Date.parse(seen.expiresAt) - this.#clockSkewMs;
  }

  #own({ booking, key }: OwnedSeat, ownership: Ownership, at: Moment): void {
    const isStanding = ownership.untilMs > at.wallMs;
    this.#judge({ booking, key }, at, isStanding);
    if (!isStanding) return;
    const standing = booking.certain.get(key);
    const kept =
      standing && standing.untilMs > at.wallMs ? { ...ownership, since: standing.since } : ownership;
    booking.certain.set(key, kept);
    const owners = this.#owners.get(key) ?? new Map<string, Ownership>();
    owners.set(booking.id, kept);
    this.#owners.set(key, owners);
  }

  #judge({ booking, key }: OwnedSeat, at: Moment, isCertainNow: boolean): void {
    for (const [otherId, other] of this.#owners.get(key) ?? []) {
      if (otherId === booking.id) continue;
      if (other.untilMs <= at.wallMs) {
        this.#drop(this.#booking(otherId), key);
        continue;
      }
      // Certain at the same moment, or certain through all the time in which this one was answered.
      if (!isCertainNow && other.since >= at.since) continue;
      const [showtime = '', seat = ''] = key.split('/');
      this.#report({
        invariant: 'I3',
        sentence: 'one seat was sold twice',
        showtime,
        seats: [seat],
        bookings: [otherId, booking.id],
        operations: [other.op, at.op],
      });
    }
  }

  #forgetOthers(booking: KnownBooking, owned: readonly string[]): void {
    for (const key of booking.certain.keys()) if (!owned.includes(key)) this.#drop(booking, key);
    for (const key of booking.suspended.keys()) if (!owned.includes(key)) booking.suspended.delete(key);
  }

  #drop(booking: KnownBooking, key: string): void {
    booking.certain.delete(key);
    const owners = this.#owners.get(key);
    owners?.delete(booking.id);
    if (owners?.size === 0) this.#owners.delete(key);
  }

  #booking(id: string): KnownBooking {
    const known = this.bookings.get(id);
    if (known) return known;
    const fresh: KnownBooking = {
      id,
      releases: new OpenReleases(),
      version: 0,
      seenAt: -1,
      lastOp: -1,
      status: '',
      totalMinor: 0,
      showtime: '',
      seats: [],
      certain: new Map(),
      suspended: new Map(),
    };
    this.bookings.set(id, fresh);
    return fresh;
  }
}

export function claims(status: string): boolean {
  return status === 'BOOKED' || status === 'PENDING';
}

function seatOf(key: string): string {
  return key.slice(key.indexOf('/') + 1);
}

function wentBack(booking: KnownBooking, seen: SeenBooking, { op }: Moment): Violation {
  return {
    invariant: 'I2',
    sentence: `a booking went back from version ${booking.version} to ${seen.version}`,
    showtime: seen.showtime,
    seats: seen.seats,
    bookings: [seen.id],
    operations: [booking.lastOp, op],
  };
}

/** What a version of a booking says, the same whoever asks. */
function faceOf(booking: Pick<KnownBooking, 'status' | 'showtime' | 'seats' | 'totalMinor'>): string {
  const { status, showtime, seats, totalMinor } = booking;
  return `${status} of ${showtime} ${seats.toSorted().join(',')} for ${totalMinor}`;
}

function twoFaces(booking: KnownBooking, seen: SeenBooking, { op }: Moment): Violation {
  return {
    invariant: 'I2',
    sentence: `one version of a booking was seen as ${faceOf(booking)} and as ${faceOf(seen)}`,
    showtime: seen.showtime,
    seats: seen.seats,
    bookings: [seen.id],
    operations: [booking.lastOp, op],
  };
}
