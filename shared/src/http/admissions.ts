import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { SeatId, ShowtimeId, TicketId, UserId } from '../ids.ts';
import { problemCodes, type ProblemCode } from '../problems.ts';
import { Reason, saidInOneLine } from '../text.ts';
import { Instant } from '../time.ts';
import { ShowtimeParams } from './catalogue.ts';

/** What a ticket's code says, unchecked: `FOYER1:reference:showtime:seat:signature`. */
export const TicketCode = z
  .string()
  .max(250)
  .regex(/^FOYER1:[\u0021-\u007e]+$/, 'is no ticket code');
export const Reference = z.string().regex(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/, 'is not a reference');
/** Where a door is, as its staff call it. */
export const Place = saidInOneLine(40);

/** The ticket that a guest shows, by its code, or by hand where there is none to read. */
const byCode = { code: TicketCode };
const byHand = { reference: Reference, seat: SeatId };

const atDoor = {
  /** The show that this door lets in; any of today where it is left out. */
  showtimeId: ShowtimeId.optional(),
  place: Place.optional(),
  /** Of managers only: before the doors open. */
  early: z.literal(true).optional(),
};

export const AdmitRequest = z.union([
  z.strictObject({ ...byCode, ...atDoor }),
  z.strictObject({ ...byHand, ...atDoor }),
]);
export type AdmitRequest = z.infer<typeof AdmitRequest>;

const Person = z.object({ userId: UserId, name: z.string() });

/** A ticket that let its guest in. */
export const Admission = z.object({
  ticketId: TicketId,
  reference: z.string(),
  seat: SeatId,
  showtimeId: ShowtimeId,
  at: Instant,
  /** The place that the door named, or its till's name. */
  where: z.string().nullable(),
  by: Person,
});
export type Admission = z.infer<typeof Admission>;

/** The tickets of one booking. */
export const Party = z.object({
  size: z.int().min(0),
  admitted: z.int().min(0),
  /** Who is not in yet. */
  missing: z.array(SeatId),
});
export type Party = z.infer<typeof Party>;

const ticketRefusals = ['ticket.unknown', 'ticket.given-back', 'ticket.admitted', 'booking.state'] as const;

export const admitTicket = endpoint({
  method: 'POST',
  path: '/api/admissions',
  summary:
    'Lets the guest of one ticket in, once; the key is the scan’s own id, and the same scan answers the same',
  access: 'tickets.admit',
  idempotent: true,
  body: AdmitRequest,
  replies: { 200: z.object({ admission: Admission, party: Party, again: z.boolean() }) },
  problems: [
    ...ticketRefusals,
    'ticket.wrong-day',
    'ticket.wrong-showtime',
    'ticket.show-closed',
    'ticket.too-early',
    'version.conflict',
  ],
});

export const undoAdmission = endpoint({
  method: 'POST',
  path: '/api/admissions/undo',
  summary:
    'Takes an admission back, with a reason: of anybody for managers, else one’s own of the last minutes',
  access: 'tickets.admit',
  body: z.strictObject({ reference: Reference, seat: SeatId, reason: Reason }),
  replies: { 200: z.object({ party: Party }) },
  problems: ['ticket.unknown', 'ticket.not-admitted'],
});

/** How long whoever let somebody in may take that back alone. */
export const ownUndoMinutes = 5;

/** A ticket as a door lists it. */
export const DoorTicket = z.object({
  reference: z.string(),
  seat: SeatId,
  ticketType: z.string(),
  /** As they told when they bought; shown, and never kept by a door. */
  guest: z.string().nullable(),
  admittedAt: Instant.nullable(),
  where: z.string().nullable(),
});
export type DoorTicket = z.infer<typeof DoorTicket>;

export const DoorShow = z.object({
  showtimeId: ShowtimeId,
  title: z.string(),
  auditorium: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  timeZone: z.string(),
  /** When its doors open. */
  opensAt: Instant,
  cancelled: z.boolean(),
});
export type DoorShow = z.infer<typeof DoorShow>;

/** Everything that a door needs to judge tickets of one show by itself. */
export const DoorList = z.object({
  show: DoorShow,
  tickets: z.array(DoorTicket),
  /** By which codes are told from made-up ones: Ed25519, as SPKI in base64url. */
  publicKey: z.string(),
  asOf: Instant,
});
export type DoorList = z.infer<typeof DoorList>;

export const listAdmissions = endpoint({
  method: 'GET',
  path: '/api/showtimes/:id/admissions',
  summary: 'The tickets of a show and who is in: what a door needs to go on without a connection',
  access: 'tickets.admit',
  params: ShowtimeParams,
  replies: { 200: DoorList },
  problems: ['showtime.not-found'],
});

const withoutServer = {
  scanId: z.uuid(),
  place: Place.optional(),
  /** By the door's clock: noted, never judged. */
  scannedAt: Instant,
};

/** A scan that a door has answered by itself; its guest is in. */
export const OfflineScan = z.union([
  z.strictObject({ ...byCode, ...withoutServer }),
  z.strictObject({ ...byHand, ...withoutServer }),
]);
export type OfflineScan = z.infer<typeof OfflineScan>;

export const mostReplayed = 200;

export const ReplayResult = z.object({
  scanId: z.uuid(),
  outcome: z.enum(['ADMITTED', 'AGAIN', 'REFUSED']),
  /** Why it was refused, as it would have been at the door. */
  problem: z
    .object({
      code: z.enum(problemCodes as [ProblemCode, ...ProblemCode[]]),
      details: z.record(z.string(), z.unknown()),
    })
    .nullable(),
});
export type ReplayResult = z.infer<typeof ReplayResult>;

export const replayAdmissions = endpoint({
  method: 'POST',
  path: '/api/admissions/replay',
  summary: 'Brings in what a door scanned without a connection; each scan by its own id, once',
  access: 'tickets.admit',
  body: z.strictObject({ scans: z.array(OfflineScan).min(1).max(mostReplayed) }),
  replies: { 200: z.object({ results: z.array(ReplayResult) }) },
  problems: [],
});
