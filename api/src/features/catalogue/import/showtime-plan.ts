import type { LayoutDocument } from '../layout.model.ts';
import type { ShowtimeDocument } from '../showtime.model.ts';
import { checkKeptBack, missingPrices } from './document-checks.ts';
import type { Entry, ImportDraft } from './import-draft.ts';
import type { JsonPath, PathFault } from './import-fault.ts';
import type { StoredCatalogue } from './import-store.ts';
import type { ImportCinema, ImportShowtime } from './import-schema.ts';
import { keptSeatsOf, momentOf, timesOf } from './showtime-times.ts';

export interface ShowtimePlanInput {
  readonly draft: ImportDraft;
  readonly stored: StoredCatalogue;
  /** The version that each hall of the file has after the import. */
  readonly layouts: readonly LayoutDocument[];
}

interface Planned {
  readonly path: JsonPath;
  readonly document: ShowtimeDocument;
}

/** The showtimes as they should be stored; entries that refer to something broken are left to its own fault. */
export function planShowtimes(input: ShowtimePlanInput): {
  readonly documents: ShowtimeDocument[];
  readonly faults: PathFault[];
} {
  const { cinema } = input.draft;
  if (cinema === null) return { documents: [], faults: [] };
  const planOne = showtimePlanner(input, cinema);
  const results = input.draft.showtimes.map((entry) => planOne(entry));
  const planned = results.flatMap(({ planned }) => planned ?? []);
  const faults = results.flatMap(({ faults }) => faults);
  return {
    documents: planned.map(({ document }) => document),
    faults: [...faults, ...overlaps(planned, input.stored.neighbours, cinema)],
  };
}

function showtimePlanner({ draft, stored, layouts }: ShowtimePlanInput, cinema: ImportCinema) {
  const movies = byId(draft.movies);
  const priceLists = byId(draft.priceLists);
  const storedShowtimes = new Map(stored.showtimes.map((showtime) => [showtime._id, showtime]));
  const hallLayouts = new Map(layouts.map((layout) => [layout.auditoriumId, layout]));
  const storedLayouts = new Map(stored.layouts.map((layout) => [layout._id, layout]));

  return ({ value, path }: Entry<ImportShowtime>): { planned?: Planned; faults: PathFault[] } => {
    if (value === null) return { faults: [] };
    const movie = movies.get(value.movie)?.value;
    const list = priceLists.get(value.priceList);
    const known = storedShowtimes.get(value.id);
    const hallLayout = hallLayouts.get(value.auditorium);
    const layout = known ? storedLayouts.get(known.layoutId) : hallLayout;
    if (!movie || !list?.value || !hallLayout || !layout) return { faults: [] };
    const faults = checkKeptBack(value, path, layout);
    if (known && known.auditoriumId !== value.auditorium) {
      const message = `is not ${known.auditoriumId}, where this showtime is: cancel it and make a new one`;
      faults.push({ path: [...path, 'auditorium'], message });
    }
    if (layout !== hallLayout) {
      const categories = layout.seats.map(({ category }) => category);
      faults.push(...missingPrices(list.value, list.path, { categories, where: `showtime ${value.id}` }));
    }
    const times = timesOf(value, movie, cinema);
    if (times === null) {
      const message = `is skipped by the change of the clock in ${cinema.timeZone}`;
      const field = momentOf(value.startsAt, cinema.timeZone) === null ? 'startsAt' : 'salesStartAt';
      return { faults: [...faults, { path: [...path, field], message }] };
    }
    const document: ShowtimeDocument = {
      _id: value.id,
      movieId: value.movie,
      auditoriumId: value.auditorium,
      layoutId: layout._id,
      priceListId: value.priceList,
      ...times,
      timeZone: cinema.timeZone,
      currency: cinema.currency,
      cancelled: value.cancelled,
      orphanRule: value.orphanRule,
      blockedSeats: value.blockedSeats,
      keptSeats: keptSeatsOf(value, times.startsAt, cinema.timeZone),
    };
    return { planned: { path, document }, faults };
  };
}

function byId<Value>(entries: readonly Entry<Value>[]): Map<string | null, Entry<Value>> {
  return new Map(entries.map((entry) => [entry.id, entry]));
}

/** Two showtimes in one hall need the cleaning time between them; cancelled ones need nothing. */
function overlaps(
  planned: readonly Planned[],
  neighbours: readonly ShowtimeDocument[],
  { cleaningMinutes }: ImportCinema,
): PathFault[] {
  const all: { readonly path: JsonPath | null; readonly document: ShowtimeDocument }[] = [
    ...planned,
    ...neighbours.map((document) => ({ path: null, document })),
  ]
    .filter(({ document }) => !document.cancelled)
    .sort((a, b) => a.document.startsAt.getTime() - b.document.startsAt.getTime());
  const lastInHall = new Map<string, (typeof all)[number]>();
  const faults: PathFault[] = [];
  for (const next of all) {
    const { auditoriumId, startsAt, endsAt, _id } = next.document;
    const last = lastInHall.get(auditoriumId);
    const freeAtMs = last ? last.document.endsAt.getTime() + cleaningMinutes * 60_000 : -Infinity;
    const path = next.path ?? last?.path;
    if (last && path && startsAt.getTime() < freeAtMs && last.document._id !== _id) {
      const [other, when] = next.path
        ? [last.document, 'before it is out and the hall is clean']
        : [next.document, 'which starts before this one is out and the hall is clean'];
      const message = `meets showtime ${other._id} in ${auditoriumId}, ${when}`;
      faults.push({ path: [...path, 'startsAt'], message });
    }
    if (!last || endsAt >= last.document.endsAt) lastInHall.set(auditoriumId, next);
  }
  return faults;
}
