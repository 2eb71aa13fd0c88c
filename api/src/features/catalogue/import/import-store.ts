import type { AuditoriumDocument } from '../auditorium.model.ts';
import type { CinemaDocument } from '../cinema.model.ts';
import type { LayoutDocument } from '../layout.model.ts';
import type { MovieDocument } from '../movie.model.ts';
import type { PriceListDocument } from '../price-list.model.ts';
import type { ShowtimeDocument } from '../showtime.model.ts';

/** What a file speaks of, so that storage looks up no more than that. */
export interface StoredQuery {
  readonly movieIds: readonly string[];
  readonly auditoriumIds: readonly string[];
  readonly priceListIds: readonly string[];
  readonly showtimeIds: readonly string[];
  /** From the first start to the last end; null where there is no readable showtime. */
  readonly span: { readonly from: Date; readonly to: Date } | null;
}

/** Where an import is compared and written. */
export interface ImportStore {
  load(query: StoredQuery): Promise<StoredCatalogue>;
  /** Writes what others refer to first, so that a second run after a crash ends right. */
  apply(plan: ImportPlan): Promise<void>;
}

/** What the database holds of the things that a file speaks of. */
export interface StoredCatalogue {
  readonly cinema: CinemaDocument | null;
  readonly movies: readonly MovieDocument[];
  readonly auditoriums: readonly AuditoriumDocument[];
  readonly priceLists: readonly PriceListDocument[];
  /** The newest version of each hall, and every version that one of the showtimes froze. */
  readonly layouts: readonly LayoutDocument[];
  readonly showtimes: readonly ShowtimeDocument[];
  /** Showtimes that the file does not name, in its halls and around its days. */
  readonly neighbours: readonly ShowtimeDocument[];
}

/** The documents of one kind as they should be, and what that changes. */
export interface Change<Document> {
  readonly created: readonly Document[];
  readonly updated: readonly Document[];
  readonly unchanged: number;
}

export interface ImportPlan {
  readonly cinema: Change<CinemaDocument>;
  readonly movies: Change<MovieDocument>;
  readonly layouts: Change<LayoutDocument>;
  readonly auditoriums: Change<AuditoriumDocument>;
  readonly priceLists: Change<PriceListDocument>;
  readonly showtimes: Change<ShowtimeDocument>;
}
