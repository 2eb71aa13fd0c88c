import { Movie, TicketType } from '@foyer/shared/http/catalogue';
import { LayoutFrame, Seat } from '@foyer/shared/http/seat-map';
import { AuditoriumId, SeatId, ShowtimeId } from '@foyer/shared/ids';
import { Role } from '@foyer/shared/roles';
import { OrphanRule } from '@foyer/shared/rules/orphans';
import type { Connection } from 'mongoose';
import { z } from 'zod';
import { auditoriumModel, type AuditoriumDocument } from './auditorium.model.ts';
import type { Cinema, Layout, ShowtimeFilter, ShowtimeRecord } from './catalogue.ts';
import { cinemaId, cinemaModel, type CinemaDocument } from './cinema.model.ts';
import { layoutModel, type LayoutDocument } from './layout.model.ts';
import { movieModel, type MovieDocument } from './movie.model.ts';
import { priceListModel, type PriceListDocument } from './price-list.model.ts';
import { showtimeModel, type ShowtimeDocument } from './showtime.model.ts';

export type CatalogueRepository = ReturnType<typeof createCatalogueRepository>;

const StoredShowtime: z.ZodType<ShowtimeRecord> = z.object({
  id: ShowtimeId,
  movie: Movie,
  auditorium: z.object({ id: AuditoriumId, name: z.string() }),
  startsAt: z.date(),
  endsAt: z.date(),
  timeZone: z.string(),
  currency: z.string(),
  cancelled: z.boolean(),
  orphanRule: OrphanRule.default('OFF'),
  salesStartAt: z.date().nullable().default(null),
  onlineSalesEndAt: z.date(),
  salesEndAt: z.date(),
  layoutId: z.string(),
  blockedSeats: z.array(SeatId),
  keptSeats: z.array(
    z.object({ seats: z.array(SeatId), releaseAt: z.date().nullable(), roles: z.array(Role) }),
  ),
  ticketTypes: z.array(TicketType),
});

const StoredLayout = z.object({
  id: z.string(),
  auditoriumId: AuditoriumId,
  frame: LayoutFrame,
  seats: z.array(Seat),
  houseSeats: z.array(SeatId),
});

/** Reads the catalogue; writing it is the importer's. A document that does not fit is a defect and throws. */
export function createCatalogueRepository(connection: Connection) {
  const cinemas = cinemaModel(connection);
  const movies = movieModel(connection);
  const auditoriums = auditoriumModel(connection);
  const layouts = layoutModel(connection);
  const priceLists = priceListModel(connection);
  const showtimes = showtimeModel(connection);

  async function findCinema(): Promise<Cinema | null> {
    const found = await cinemas.findById(cinemaId).lean<CinemaDocument>();
    return found && { name: found.name, timeZone: found.timeZone, currency: found.currency };
  }

  async function findLayout(id: string): Promise<Layout | null> {
    const found = await layouts.findById(id).lean<LayoutDocument>();
    return found && layoutFrom(found);
  }

  async function findShowtime(id: string): Promise<ShowtimeRecord | null> {
    const found = await showtimes.findById(id).lean<ShowtimeDocument>();
    return found && ((await join([found]))[0] ?? null);
  }

  async function findShowtimes(filter: ShowtimeFilter): Promise<ShowtimeRecord[]> {
    const { from, to, onSaleAt, movieId } = filter;
    const found = await showtimes
      .find({
        ...(from || to ? { startsAt: { ...(from && { $gte: from }), ...(to && { $lt: to }) } } : {}),
        ...(onSaleAt && { salesEndAt: { $gt: onSaleAt } }),
        ...(movieId !== undefined && { movieId }),
      })
      .sort({ startsAt: 1, _id: 1 })
      .lean<ShowtimeDocument[]>();
    return join(found);
  }

  async function join(found: readonly ShowtimeDocument[]): Promise<ShowtimeRecord[]> {
    const among = (pick: (showtime: ShowtimeDocument) => string) => ({
      _id: { $in: [...new Set(found.map(pick))] },
    });
    const [allMovies, allAuditoriums, allPriceLists, kept] = await Promise.all([
      movies.find(among(({ movieId }) => movieId)).lean<MovieDocument[]>(),
      auditoriums.find(among(({ auditoriumId }) => auditoriumId)).lean<AuditoriumDocument[]>(),
      priceLists.find(among(({ priceListId }) => priceListId)).lean<PriceListDocument[]>(),
      layouts
        .find(among(({ layoutId }) => layoutId))
        .select({ houseSeats: 1, keptSeats: 1 })
        .lean<KeptByLayout[]>(),
    ]);
    const parts = {
      movies: byId(allMovies),
      auditoriums: byId(allAuditoriums),
      priceLists: byId(allPriceLists),
      kept: byId(kept),
    };
    return found.map((showtime) => showtimeFrom(showtime, parts));
  }

  return { findCinema, findLayout, findShowtime, findShowtimes };
}

type KeptByLayout = Pick<LayoutDocument, '_id' | 'houseSeats' | 'keptSeats'>;

interface Parts {
  readonly movies: ReadonlyMap<string, MovieDocument>;
  readonly auditoriums: ReadonlyMap<string, AuditoriumDocument>;
  readonly priceLists: ReadonlyMap<string, PriceListDocument>;
  readonly kept: ReadonlyMap<string, KeptByLayout>;
}

function showtimeFrom(showtime: ShowtimeDocument, parts: Parts): ShowtimeRecord {
  const { _id: id, movieId, auditoriumId, priceListId, ...own } = showtime;
  const movie = parts.movies.get(movieId);
  const auditorium = parts.auditoriums.get(auditoriumId);
  const { houseSeats = [], keptSeats = [] } = parts.kept.get(own.layoutId) ?? {};
  const blockedSeats = [...new Set([...houseSeats, ...own.blockedSeats])];
  return StoredShowtime.parse({
    ...own,
    id,
    movie: movie && { ...movie, id: movie._id },
    auditorium: auditorium && { id: auditorium._id, name: auditorium.name },
    ticketTypes: parts.priceLists.get(priceListId)?.ticketTypes,
    onlineSalesEndAt: own.onlineSalesEndAt ?? own.salesEndAt,
    blockedSeats,
    keptSeats: [
      { seats: blockedSeats, releaseAt: null, roles: [] },
      ...keptSeats.map(({ seats, releaseMinutesBeforeStart, roles }) => ({
        seats,
        releaseAt:
          releaseMinutesBeforeStart === null ? null : before(own.startsAt, releaseMinutesBeforeStart),
        roles,
      })),
      ...(own.keptSeats ?? []),
    ],
  });
}

function before(instant: Date, minutes: number): Date {
  return new Date(instant.getTime() - minutes * 60_000);
}

function layoutFrom(stored: LayoutDocument): Layout {
  const { _id: id, version, width, height, focalPoint, ...rest } = stored;
  const layout = StoredLayout.parse({ ...rest, id, frame: { version, width, height, focalPoint } });
  return { ...layout, seatsById: new Map(layout.seats.map((seat) => [seat.id, seat])) };
}

function byId<Stored extends { readonly _id: string }>(found: readonly Stored[]): Map<string, Stored> {
  return new Map(found.map((stored) => [stored._id, stored]));
}
