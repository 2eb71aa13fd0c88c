import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { SeatId, ShowtimeId } from '../ids.ts';
import { ShowtimeParams } from './catalogue.ts';

/** The same for everybody: never says whose hold or booking it is. */
export const SeatStatus = z.enum(['AVAILABLE', 'LOCKED', 'BOOKED', 'BLOCKED']);
export type SeatStatus = z.infer<typeof SeatStatus>;

export const SeatKind = z.enum(['STANDARD', 'WHEELCHAIR', 'COMPANION', 'COUPLE', 'RESTRICTED_VIEW']);
export type SeatKind = z.infer<typeof SeatKind>;

/** A chair in a layout. `x` and `y` are its centre in seat widths from the layout's top left, the screen above. */
export const Seat = z.object({
  id: SeatId,
  row: z.string().min(1).max(4),
  number: z.int().min(0),
  x: z.number(),
  y: z.number(),
  kind: SeatKind,
  category: z.string().min(1).max(40),
});
export type Seat = z.infer<typeof Seat>;

export const LayoutFrame = z.object({
  version: z.int().min(1),
  width: z.number().positive(),
  height: z.number().positive(),
  /** The point of the best view, in the seats' units. */
  focalPoint: z.object({ x: z.number(), y: z.number() }),
});
export type LayoutFrame = z.infer<typeof LayoutFrame>;

/** Present while the map comes from the database alone: Redis is away, and nobody's hold is seen. */
export const Degraded = z.literal(true).optional();

export const SeatMap = z.object({
  showtimeId: ShowtimeId,
  epoch: z.string(),
  seq: z.int().min(0),
  degraded: Degraded,
  layout: LayoutFrame,
  seats: z.array(Seat.extend({ status: SeatStatus })),
});
export type SeatMap = z.infer<typeof SeatMap>;

export const getSeatMap = endpoint({
  method: 'GET',
  path: '/api/showtimes/:id/seat-map',
  summary: 'Layout and statuses at one point of the sequence; cacheable by ETag',
  access: 'public',
  params: ShowtimeParams,
  replies: { 200: SeatMap, 304: null },
  problems: ['showtime.not-found'],
});
