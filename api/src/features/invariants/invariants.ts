/** The promises that the database can be held to at any time, and what looking at it may find. */

export const invariantIds = ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9'] as const;
export type InvariantId = (typeof invariantIds)[number];

/** BROKEN must never be. ALARM is allowed for a while, and somebody should look at it. */
export type Severity = 'BROKEN' | 'ALARM';

export interface Finding {
  readonly invariant: InvariantId;
  readonly severity: Severity;
  /** The same for the same fault at every look, another for any other: what is seen once only was under way. */
  readonly key: string;
  /** What the look has to look at again: a booking, a showtime, a stretch of a hall's changes. */
  readonly subject: string;
  /** A sentence without an end, naming what it is about. */
  readonly message: string;
  readonly showtimeId?: string;
  readonly seats?: readonly string[];
  readonly bookings?: readonly string[];
  /** The shift, where it is about one. */
  readonly shiftId?: string;
}

/** Findings of one look at some subjects, and how many things were looked at for each invariant. */
export interface Judged {
  readonly findings: readonly Finding[];
  readonly looked: Readonly<Partial<Record<InvariantId, number>>>;
}

/** `near` may be a secondary that lags: good for a first look. `primary` is certain. */
export type ReadFrom = 'near' | 'primary';

/** One way to look at the whole database: through slices of ids, each judged by itself. */
export interface Look {
  readonly judges: readonly InvariantId[];
  readonly slices: () => AsyncGenerator<readonly string[]>;
  readonly judge: (ids: readonly string[], from: ReadFrom) => Promise<Judged>;
}

/** A finding about one booking. */
export function aboutBooking(
  invariant: InvariantId,
  bookingId: string,
  { message, severity = 'BROKEN' }: { readonly message: string; readonly severity?: Severity },
): Finding {
  return {
    invariant,
    severity,
    key: `${invariant}|${bookingId}|${message}`,
    subject: bookingId,
    message: `booking ${bookingId} ${message}`,
    bookings: [bookingId],
  };
}

/** A finding about one shift. */
export function aboutShift(shiftId: string, message: string): Finding {
  return {
    invariant: 'I9',
    severity: 'BROKEN',
    key: `I9|${shiftId}|${message}`,
    subject: shiftId,
    message: `shift ${shiftId} ${message}`,
    shiftId,
  };
}
