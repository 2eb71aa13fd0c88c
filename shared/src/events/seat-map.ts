import { z } from 'zod';
import { ShowtimeId, SeatId } from '../ids.ts';
import { Degraded, SeatStatus } from '../http/seat-map.ts';
import type { Approval } from '../http/approvals.ts';
import type { ProblemBody } from '../problems.ts';

/** client → server: watch one showtime. */
export const WatchSeatMap = z.strictObject({ showtimeId: ShowtimeId });
export type WatchSeatMap = z.infer<typeof WatchSeatMap>;

/** The hall at one point of its sequence; seats not named are AVAILABLE. */
export const SeatMapSnapshot = z.object({
  showtimeId: ShowtimeId,
  epoch: z.string(),
  seq: z.int().min(0),
  statuses: z.record(SeatId, SeatStatus),
  degraded: Degraded,
});
export type SeatMapSnapshot = z.infer<typeof SeatMapSnapshot>;

/** server → client: everything that happened from `fromSeq` to `seq`, both included. */
export const SeatMapChanged = z.object({
  showtimeId: ShowtimeId,
  epoch: z.string(),
  fromSeq: z.int().min(1),
  seq: z.int().min(1),
  changes: z.array(z.object({ seat: SeatId, status: SeatStatus })),
});
export type SeatMapChanged = z.infer<typeof SeatMapChanged>;

/** server → client: the newest sequence, so that a lost last message is noticed. */
export const SeatMapHeartbeat = z.object({
  showtimeId: ShowtimeId,
  epoch: z.string(),
  seq: z.int().min(0),
  degraded: Degraded,
});
export type SeatMapHeartbeat = z.infer<typeof SeatMapHeartbeat>;

/** server → client: something a person should know. */
export const Notice = z.looseObject({ kind: z.string() });
export type Notice = z.infer<typeof Notice>;

export type SocketProblem = ProblemBody['error'];
export type Acknowledgement<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: SocketProblem };

export interface ClientToServerEvents {
  'seat-map:watch': (
    request: WatchSeatMap,
    answer: (reply: Acknowledgement<SeatMapSnapshot>) => void,
  ) => void;
  'seat-map:unwatch': (request: WatchSeatMap, answer: (reply: Acknowledgement<null>) => void) => void;
}

export interface ServerToClientEvents {
  'seat-map:changed': (change: SeatMapChanged) => void;
  'seat-map:heartbeat': (beat: SeatMapHeartbeat) => void;
  /** To managers: somebody asks. */
  'approval:requested': (approval: Approval) => void;
  /** To managers and to who asked: it was decided, withdrawn or used, or its time is over. */
  'approval:decided': (approval: Approval) => void;
  notice: (notice: Notice) => void;
}
