import { checkDocument } from './document-checks.ts';
import { readDraft, type ImportDraft } from './import-draft.ts';
import { printPath, type ImportFault } from './import-fault.ts';
import { planImport } from './import-plan.ts';
import type { Change, ImportPlan, ImportStore, StoredQuery } from './import-store.ts';
import { readPositionedJson } from './positioned-json.ts';
import { timesOf } from './showtime-times.ts';

export interface ImportCount {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}
export type ImportCounts = Readonly<Record<keyof ImportPlan, ImportCount>>;

export type ImportResult =
  | { readonly ok: true; readonly counts: ImportCounts }
  /** Sorted by line; nothing was written. */
  | { readonly ok: false; readonly faults: readonly ImportFault[] };

/** Takes over a catalogue file: all of it, or nothing and every fault. Importing it twice changes nothing. */
export async function importCatalogue(
  text: string,
  { repository }: { readonly repository: ImportStore },
): Promise<ImportResult> {
  const read = readPositionedJson(text);
  if (!read.ok) return read;
  const { draft, faults } = readDraft(read.json.value);
  const stored = await repository.load(queryFor(draft));
  const { plan, faults: planFaults } = planImport(draft, stored);
  const all = [...faults, ...checkDocument(draft), ...planFaults].map(({ path, message }) => ({
    line: read.json.lineOf(path),
    path: printPath(path),
    message,
  }));
  if (all.length > 0) return { ok: false, faults: all.sort((a, b) => a.line - b.line) };
  await repository.apply(plan);
  return { ok: true, counts: countsOf(plan) };
}

function queryFor(draft: ImportDraft): StoredQuery {
  const ids = (entries: readonly { readonly id: string | null }[]): string[] =>
    entries.flatMap(({ id }) => id ?? []);
  return {
    movieIds: ids(draft.movies),
    auditoriumIds: ids(draft.auditoriums),
    priceListIds: ids(draft.priceLists),
    showtimeIds: ids(draft.showtimes),
    span: spanOf(draft),
  };
}

function spanOf({ cinema, movies, showtimes }: ImportDraft): StoredQuery['span'] {
  const known = new Map(movies.map(({ id, value }) => [id, value]));
  const times = showtimes.flatMap(({ value }) => {
    const movie = value && known.get(value.movie);
    return (cinema && movie && timesOf(value, movie, cinema)) ?? [];
  });
  if (times.length === 0) return null;
  const starts = times.map(({ startsAt }) => startsAt.getTime());
  const ends = times.map(({ endsAt }) => endsAt.getTime());
  const earliest = starts.reduce((least, next) => Math.min(least, next));
  const latest = ends.reduce((most, next) => Math.max(most, next));
  return { from: new Date(earliest), to: new Date(latest) };
}

function countsOf(plan: ImportPlan): ImportCounts {
  return {
    cinema: countOf(plan.cinema),
    movies: countOf(plan.movies),
    layouts: countOf(plan.layouts),
    auditoriums: countOf(plan.auditoriums),
    priceLists: countOf(plan.priceLists),
    showtimes: countOf(plan.showtimes),
  };
}

function countOf({ created, updated, unchanged }: Change<unknown>): ImportCount {
  return { created: created.length, updated: updated.length, unchanged };
}
