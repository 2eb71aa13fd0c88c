import {
  DoorList,
  DoorTicket,
  Party,
  Place,
  Reference,
  ReplayResult,
  TicketCode,
} from '@foyer/shared/http/admissions';
import { SeatId, ShowtimeId } from '@foyer/shared/ids';
import { Instant } from '@foyer/shared/time';
import { z } from 'zod';

/** A show's list as it is kept on the machine: strict, so that no guest's name comes along. */
export const KeptList = DoorList.extend({
  show: z.strictObject(DoorList.shape.show.shape),
  tickets: z.array(z.strictObject(DoorTicket.omit({ guest: true }).shape)).max(5_000),
  publicKey: z.string().max(200),
}).strict();
export type KeptList = z.infer<typeof KeptList>;

/** A guest before a door that has no server to ask. */
export const LocalScan = z.strictObject({
  /** The same that the server would have been sent, or was. */
  scanId: z.uuid(),
  showtimeId: ShowtimeId,
  code: TicketCode.optional(),
  reference: Reference.optional(),
  seat: SeatId.optional(),
  place: Place.optional(),
});
export type LocalScan = z.infer<typeof LocalScan>;

/** What the list says of it. */
export const LocalAnswer = z.discriminatedUnion('kind', [
  /** Written down: the guest is in. */
  z.object({ kind: z.literal('admitted'), reference: z.string(), seat: SeatId, party: Party, asOf: Instant }),
  z.object({ kind: z.literal('again'), seat: SeatId, at: Instant, where: z.string().nullable() }),
  /** Made up or altered. */
  z.object({ kind: z.literal('unknown') }),
  /** For another show; its name only where that one's list is here, too. */
  z.object({ kind: z.literal('other-show'), show: DoorList.shape.show.nullable() }),
  /** Sold or given back after the list was read. */
  z.object({ kind: z.literal('not-listed'), asOf: Instant }),
  z.object({ kind: z.literal('show-cancelled') }),
  z.object({ kind: z.literal('no-list') }),
  /** The disk took nothing: whoever goes in now would be forgotten. */
  z.object({ kind: z.literal('not-stored') }),
]);
export type LocalAnswer = z.infer<typeof LocalAnswer>;

/** A guest who is in, of whom the server has not heard. */
export const WaitingScan = z.object({
  scanId: z.uuid(),
  showtimeId: ShowtimeId,
  /** As it is sent: a code stays one, so that the server judges it again. */
  code: z.string().optional(),
  reference: z.string(),
  seat: SeatId,
  place: z.string().optional(),
  scannedAt: Instant,
});
export type WaitingScan = z.infer<typeof WaitingScan>;

/** A scan that the server did not take: somebody has to do something about it. */
export const DoorTrouble = WaitingScan.extend({ problem: ReplayResult.shape.problem });
export type DoorTrouble = z.infer<typeof DoorTrouble>;

export const DoorState = z.object({ waiting: z.array(WaitingScan), troubles: z.array(DoorTrouble) });
export type DoorState = z.infer<typeof DoorState>;

/** What the server said of scans. */
export const Settled = z.strictObject({ results: z.array(ReplayResult).max(1_000) });
export type Settled = z.infer<typeof Settled>;
