import type { Entry, ImportDraft } from './import-draft.ts';
import type { JsonPath, PathFault } from './import-fault.ts';
import type { ImportPriceList, ImportShowtime } from './import-schema.ts';
import { checkKeptSeats, checkLayouts, checkSeatList, seatIds } from './layout-checks.ts';

/** What is wrong between the entries of the file, whatever is stored. */
export function checkDocument(draft: ImportDraft): PathFault[] {
  return [
    ...checkIds(draft.movies),
    ...checkIds(draft.auditoriums),
    ...checkIds(draft.priceLists),
    ...checkIds(draft.showtimes),
    ...checkLayouts(draft.auditoriums),
    ...draft.priceLists.flatMap(checkTicketTypes),
    ...checkReferences(draft),
    ...checkPrices(draft),
  ];
}

/** The price list lacks a price for these categories, told where the prices stand. */
export function missingPrices(
  list: ImportPriceList,
  path: JsonPath,
  need: { readonly categories: Iterable<string>; readonly where: string },
): PathFault[] {
  return list.ticketTypes.flatMap((type, index) =>
    [...new Set(need.categories)]
      .filter((category) => type.pricesMinor[category] === undefined)
      .map((category) => ({
        path: [...path, 'ticketTypes', index, 'pricesMinor'],
        message: `has no price for category ${category}, needed in ${need.where}`,
      })),
  );
}

function checkIds(entries: readonly Entry<unknown>[]): PathFault[] {
  const seen = new Set<string>();
  return entries.flatMap(({ id, path }) => {
    if (id === null) return [];
    if (seen.has(id)) return [{ path: [...path, 'id'], message: `names ${id} a second time` }];
    seen.add(id);
    return [];
  });
}

function checkTicketTypes({ value, path }: Entry<ImportPriceList>): PathFault[] {
  const types = value?.ticketTypes ?? [];
  return checkIds(types.map(({ id }, index) => ({ id, value: null, path: [...path, 'ticketTypes', index] })));
}

function checkReferences(draft: ImportDraft): PathFault[] {
  const known = {
    movie: idsOf(draft.movies),
    auditorium: idsOf(draft.auditoriums),
    priceList: idsOf(draft.priceLists),
  };
  const fields = ['movie', 'auditorium', 'priceList'] as const;
  return draft.showtimes.flatMap(({ value, path }) =>
    fields.flatMap((field) =>
      value === null || known[field].has(value[field])
        ? []
        : [{ path: [...path, field], message: `names ${value[field]}, which is not in this file` }],
    ),
  );
}

function idsOf(entries: readonly Entry<unknown>[]): ReadonlySet<string | null> {
  return new Set(entries.map(({ id }) => id));
}

/** Blocked and kept seats against the layout the showtime has or gets. */
export function checkKeptBack(
  showtime: ImportShowtime,
  path: JsonPath,
  layout: { readonly seats: readonly { readonly id: string }[] },
): PathFault[] {
  const known = seatIds(layout);
  return [
    ...checkSeatList(showtime.blockedSeats, known, [...path, 'blockedSeats']),
    ...checkKeptSeats(showtime.keptSeats, known, [...path, 'keptSeats']),
  ];
}

/** Each price list prices every category of every hall it is used in. */
function checkPrices({ showtimes, auditoriums, priceLists }: ImportDraft): PathFault[] {
  const pairs = new Map<string, ImportShowtime>();
  for (const { value } of showtimes) if (value) pairs.set(`${value.priceList}\n${value.auditorium}`, value);
  return [...pairs.values()].flatMap(({ priceList, auditorium }) => {
    const list = priceLists.find(({ id }) => id === priceList);
    const hall = auditoriums.find(({ id }) => id === auditorium)?.value;
    if (!list?.value || !hall) return [];
    const categories = hall.layout.seats.map(({ category }) => category);
    return missingPrices(list.value, list.path, { categories, where: hall.name });
  });
}
