import type { Connection, Model } from 'mongoose';
import { auditoriumModel, type AuditoriumDocument } from '../auditorium.model.ts';
import { cinemaId, cinemaModel, type CinemaDocument } from '../cinema.model.ts';
import { layoutModel, type LayoutDocument } from '../layout.model.ts';
import { movieModel, type MovieDocument } from '../movie.model.ts';
import { priceListModel, type PriceListDocument } from '../price-list.model.ts';
import { showtimeModel, type ShowtimeDocument } from '../showtime.model.ts';
import type { Change, ImportPlan, ImportStore, StoredCatalogue, StoredQuery } from './import-store.ts';

/** Longer than any showtime with its cleaning. */
const marginMs = 24 * 3_600_000;

/** Compares and writes imports. */
export function createImportRepository(connection: Connection): ImportStore {
  const cinemas = cinemaModel(connection);
  const movies = movieModel(connection);
  const auditoriums = auditoriumModel(connection);
  const layouts = layoutModel(connection);
  const priceLists = priceListModel(connection);
  const showtimes = showtimeModel(connection);

  async function load(query: StoredQuery): Promise<StoredCatalogue> {
    const among = (ids: readonly string[]) => ({ _id: { $in: [...ids] } });
    const named = await showtimes.find(among(query.showtimeIds)).lean<ShowtimeDocument[]>();
    const [cinema, storedMovies, storedAuditoriums, storedPriceLists, newest, frozen, neighbours] =
      await Promise.all([
        cinemas.findById(cinemaId).lean<CinemaDocument>(),
        movies.find(among(query.movieIds)).lean<MovieDocument[]>(),
        auditoriums.find(among(query.auditoriumIds)).lean<AuditoriumDocument[]>(),
        priceLists.find(among(query.priceListIds)).lean<PriceListDocument[]>(),
        Promise.all(query.auditoriumIds.map(newestLayout)),
        layouts.find(among([...new Set(named.map(({ layoutId }) => layoutId))])).lean<LayoutDocument[]>(),
        findNeighbours(query),
      ]);
    const known = new Map([...frozen, ...newest.flat()].map((layout) => [layout._id, layout]));
    return {
      cinema,
      movies: storedMovies,
      auditoriums: storedAuditoriums,
      priceLists: storedPriceLists,
      layouts: [...known.values()],
      showtimes: named,
      neighbours,
    };
  }

  async function newestLayout(auditoriumId: string): Promise<LayoutDocument[]> {
    return layouts.find({ auditoriumId }).sort({ version: -1 }).limit(1).lean<LayoutDocument[]>();
  }

  async function findNeighbours(query: StoredQuery): Promise<ShowtimeDocument[]> {
    const { span, auditoriumIds, showtimeIds } = query;
    if (span === null) return [];
    return showtimes
      .find({
        auditoriumId: { $in: [...auditoriumIds] },
        startsAt: {
          $gte: new Date(span.from.getTime() - marginMs),
          $lte: new Date(span.to.getTime() + marginMs),
        },
        _id: { $nin: [...showtimeIds] },
      })
      .lean<ShowtimeDocument[]>();
  }

  async function apply(plan: ImportPlan): Promise<void> {
    await write(cinemas, plan.cinema);
    await write(movies, plan.movies);
    await write(priceLists, plan.priceLists);
    await write(layouts, plan.layouts);
    await write(auditoriums, plan.auditoriums);
    await write(showtimes, plan.showtimes);
  }

  return { load, apply };
}

/** New documents are inserted, so that two imports making the same thing collide instead of mixing. */
async function write<Document extends { readonly _id: string }>(
  model: Model<Document>,
  { created, updated }: Change<Document>,
): Promise<void> {
  if (created.length > 0) await model.insertMany([...created], { lean: true });
  for (const document of updated) await model.replaceOne({ _id: document._id }, document);
}
