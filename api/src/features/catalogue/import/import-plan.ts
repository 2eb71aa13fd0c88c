import { isDeepStrictEqual } from 'node:util';
import type { AuditoriumDocument } from '../auditorium.model.ts';
import { cinemaId, type CinemaDocument } from '../cinema.model.ts';
import type { LayoutDocument } from '../layout.model.ts';
import type { Entry, ImportDraft } from './import-draft.ts';
import type { PathFault } from './import-fault.ts';
import type { ImportAuditorium, ImportLayout } from './import-schema.ts';
import type { Change, ImportPlan, StoredCatalogue } from './import-store.ts';
import { planShowtimes } from './showtime-plan.ts';

/** Compares the file with what is stored. The plan may be carried out only where there are no faults. */
export function planImport(
  draft: ImportDraft,
  stored: StoredCatalogue,
): { readonly plan: ImportPlan; readonly faults: PathFault[] } {
  const halls = present(draft.auditoriums).map((hall) => planHall(hall, stored));
  const layouts = halls.map(({ layout }) => layout);
  const showtimes = planShowtimes({ draft, stored, layouts });
  const plan = {
    cinema: changeOf(cinemaDocuments(draft), stored.cinema ? [stored.cinema] : []),
    movies: changeOf(present(draft.movies).map(withDocumentId), stored.movies),
    layouts: changeOf(layouts, stored.layouts),
    auditoriums: changeOf(
      halls.map(({ auditorium }) => auditorium),
      stored.auditoriums,
    ),
    priceLists: changeOf(present(draft.priceLists).map(withDocumentId), stored.priceLists),
    showtimes: changeOf(showtimes.documents, stored.showtimes),
  };
  return {
    plan,
    faults: [...currencyFaults(draft, stored), ...priceFaults(draft, stored), ...showtimes.faults],
  };
}

function present<Value>(entries: readonly Entry<Value>[]): Value[] {
  return entries.flatMap(({ value }) => (value === null ? [] : [value]));
}

function withDocumentId<Value extends { readonly id: string }>(
  value: Value,
): Omit<Value, 'id'> & { readonly _id: string } {
  const { id: _id, ...rest } = value;
  return { _id, ...rest };
}

function cinemaDocuments({ cinema }: ImportDraft): CinemaDocument[] {
  if (cinema === null) return [];
  const { name, timeZone, currency } = cinema;
  return [{ _id: cinemaId, name, timeZone, currency }];
}

/** A changed layout is a new version; one that a crash left behind without its hall pointing there is taken up. */
function planHall(
  { id, name, layout }: ImportAuditorium,
  stored: StoredCatalogue,
): { readonly auditorium: AuditoriumDocument; readonly layout: LayoutDocument } {
  const newest = stored.layouts
    .filter(({ auditoriumId }) => auditoriumId === id)
    .reduce<LayoutDocument | null>((best, next) => (best && best.version > next.version ? best : next), null);
  const kept = newest && isDeepStrictEqual(essence(newest), essence(layout)) ? newest : null;
  const version = (newest?.version ?? 0) + 1;
  const document = kept ?? { _id: `${id}.v${version}`, auditoriumId: id, version, ...layout };
  return { auditorium: { _id: id, name, layoutId: document._id }, layout: document };
}

/** A layout without its version and without the order in which its seats are listed. */
function essence(layout: ImportLayout | LayoutDocument): unknown {
  const { width, height, focalPoint, seats, houseSeats, keptSeats = [] } = layout;
  const sorted = [...seats].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { width, height, focalPoint, seats: sorted, houseSeats: [...houseSeats].sort(), keptSeats };
}

function changeOf<Document extends { readonly _id: string }>(
  wanted: readonly Document[],
  stored: readonly Document[],
): Change<Document> {
  const byId = new Map(stored.map((document) => [document._id, document]));
  const created = wanted.filter(({ _id }) => !byId.has(_id));
  const known = wanted.filter(({ _id }) => byId.has(_id));
  const updated = known.filter((document) => !isDeepStrictEqual(byId.get(document._id), document));
  return { created, updated, unchanged: known.length - updated.length };
}

function currencyFaults({ cinema }: ImportDraft, stored: StoredCatalogue): PathFault[] {
  if (!cinema || !stored.cinema || cinema.currency === stored.cinema.currency) return [];
  const message = `is ${cinema.currency}, but this cinema already sells in ${stored.cinema.currency}`;
  return [{ path: ['cinema', 'currency'], message }];
}

/** Showtimes outside this file may use the list with an older layout, so no category may lose its price. */
function priceFaults({ priceLists }: ImportDraft, stored: StoredCatalogue): PathFault[] {
  return priceLists.flatMap(({ value, path }) => {
    const before = stored.priceLists.find(({ _id }) => _id === value?.id);
    const categories = new Set(before?.ticketTypes.flatMap((type) => Object.keys(type.pricesMinor)));
    return (value?.ticketTypes ?? []).flatMap((type, index) =>
      [...categories]
        .filter((category) => type.pricesMinor[category] === undefined)
        .map((category) => ({
          path: [...path, 'ticketTypes', index, 'pricesMinor'],
          message: `no longer has a price for category ${category}, which this list had`,
        })),
    );
  });
}
