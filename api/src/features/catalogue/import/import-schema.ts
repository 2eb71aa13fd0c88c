import { SeatKind } from '@foyer/shared/http/seat-map';
import { AuditoriumId, MovieId, SeatId, ShowtimeId, TicketTypeId } from '@foyer/shared/ids';
import { AmountMinor, Currency } from '@foyer/shared/money';
import { Role } from '@foyer/shared/roles';
import { OrphanRule } from '@foyer/shared/rules/orphans';
import { TimeZone } from '@foyer/shared/time';
import { z } from 'zod';

const name = z.string().trim().min(1).max(200);
const minutes = z.int().min(0).max(240);
const category = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'is not a category (small letters, digits, -)');
const start = z.string().refine(isStart, 'is neither YYYY-MM-DDTHH:MM nor an instant with Z or an offset');
const coordinate = z.number().min(0).max(500);

export const ImportCinema = z.strictObject({
  name,
  timeZone: TimeZone,
  currency: Currency,
  /** Between the announced start and the film itself. */
  trailerMinutes: minutes.default(15),
  /** Between the end of one showtime and the start of the next in the same hall. */
  cleaningMinutes: minutes.default(20),
  /** How long after the announced start tickets are sold. */
  salesEndMinutes: minutes.default(15),
  /** The same for online customers, before the start where negative; as long as everybody's where it is left out. */
  onlineSalesEndMinutes: z.int().min(-10_080).max(240).optional(),
});
export type ImportCinema = z.infer<typeof ImportCinema>;

export const ImportMovie = z.strictObject({
  id: MovieId,
  title: name,
  year: z.int().min(1880).max(2200).nullable().default(null),
  rating: z.string().max(20).default(''),
  runtimeMinutes: z.int().min(1).max(900),
  version: z.string().max(80).default(''),
});
export type ImportMovie = z.infer<typeof ImportMovie>;

export const ImportSeat = z.strictObject({
  id: SeatId,
  row: z.string().min(1).max(4),
  number: z.int().min(0).max(9_999),
  x: coordinate,
  y: coordinate,
  kind: SeatKind.default('STANDARD'),
  category,
});
export type ImportSeat = z.infer<typeof ImportSeat>;

const kept = {
  seats: z.array(SeatId).min(1).max(2_000),
  /** Who may sell them before their release. */
  roles: z.array(Role).default([]),
  releaseMinutesBeforeStart: z.int().min(0).max(100_000).nullable().default(null),
};

/** Seats that every showtime of a hall keeps back, until a time before its start or for good. */
export const ImportLayoutKeptSeats = z.strictObject(kept);
export type ImportLayoutKeptSeats = z.infer<typeof ImportLayoutKeptSeats>;

/** The same for one showtime, which may name the instant of the release. */
export const ImportKeptSeats = z
  .strictObject({ ...kept, releaseAt: start.optional() })
  .refine(({ releaseAt, releaseMinutesBeforeStart }) => !releaseAt || releaseMinutesBeforeStart === null, {
    path: ['releaseAt'],
    message: 'and releaseMinutesBeforeStart say the same: name one of them',
  });
export type ImportKeptSeats = z.infer<typeof ImportKeptSeats>;

/** Lengths in seat widths from the top left, the screen above. */
export const ImportLayout = z.strictObject({
  width: coordinate.positive(),
  height: coordinate.positive(),
  focalPoint: z.strictObject({ x: coordinate, y: coordinate }),
  seats: z.array(ImportSeat).min(1).max(2_000),
  /** Never for sale. */
  houseSeats: z.array(SeatId).max(2_000).default([]),
  keptSeats: z.array(ImportLayoutKeptSeats).max(100).default([]),
});
export type ImportLayout = z.infer<typeof ImportLayout>;

export const ImportAuditorium = z.strictObject({ id: AuditoriumId, name, layout: ImportLayout });
export type ImportAuditorium = z.infer<typeof ImportAuditorium>;

export const ImportPriceList = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9_.~-]{1,64}$/, 'is not an id'),
  name,
  /** The first one is sold where a buyer names none. */
  ticketTypes: z
    .array(z.strictObject({ id: TicketTypeId, name, pricesMinor: z.record(category, AmountMinor) }))
    .min(1)
    .max(50),
});
export type ImportPriceList = z.infer<typeof ImportPriceList>;

export const ImportShowtime = z.strictObject({
  id: ShowtimeId,
  movie: z.string(),
  auditorium: z.string(),
  priceList: z.string(),
  /** `YYYY-MM-DDTHH:MM` on the cinema's clock, or an instant with `Z` or an offset. */
  startsAt: start,
  /** From then on tickets are sold; always where it is left out. */
  salesStartAt: start.optional(),
  /** Instead of the cinema's own. */
  onlineSalesEndMinutes: z.int().min(-10_080).max(240).optional(),
  blockedSeats: z.array(SeatId).max(2_000).default([]),
  keptSeats: z.array(ImportKeptSeats).max(100).default([]),
  cancelled: z.boolean().default(false),
  /** Whether a sale may leave single seats behind. */
  orphanRule: OrphanRule.default('OFF'),
});
export type ImportShowtime = z.infer<typeof ImportShowtime>;

/** The whole file. */
export const ImportDocument = z.strictObject({
  cinema: ImportCinema,
  movies: z.array(ImportMovie).max(5_000),
  auditoriums: z.array(ImportAuditorium).max(100),
  priceLists: z.array(ImportPriceList).max(500),
  showtimes: z.array(ImportShowtime).max(20_000),
});
/** As it is written: what has a default may be left out. */
export type ImportDocument = z.input<typeof ImportDocument>;

/** A wall-clock time of the cinema, or null where the text is an instant. */
export function localPartsOf(startsAt: string): { readonly date: string; readonly time: string } | null {
  const found = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d)$/.exec(startsAt);
  if (!found || !z.iso.date().safeParse(found[1]).success) return null;
  return { date: String(found[1]), time: `${found[2]}:${found[3]}` };
}

function isStart(text: string): boolean {
  return localPartsOf(text) !== null || z.iso.datetime({ offset: true }).safeParse(text).success;
}
