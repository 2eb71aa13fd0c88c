import type { z } from 'zod';
import type { JsonPath, PathFault } from './import-fault.ts';
import {
  ImportAuditorium,
  ImportCinema,
  ImportDocument,
  ImportMovie,
  ImportPriceList,
  ImportShowtime,
} from './import-schema.ts';

/** One element of a section; without a value where its shape is wrong. */
export interface Entry<Value> {
  readonly path: JsonPath;
  readonly id: string | null;
  readonly value: Value | null;
}

/** The file as far as it could be read, so that one broken entry does not hide the faults of the others. */
export interface ImportDraft {
  readonly cinema: ImportCinema | null;
  readonly movies: readonly Entry<ImportMovie>[];
  readonly auditoriums: readonly Entry<ImportAuditorium>[];
  readonly priceLists: readonly Entry<ImportPriceList>[];
  readonly showtimes: readonly Entry<ImportShowtime>[];
}

/** Reads every entry on its own; the faults name everything whose shape is wrong. */
export function readDraft(value: unknown): { readonly draft: ImportDraft; readonly faults: PathFault[] } {
  const whole = ImportDocument.safeParse(value);
  const faults = whole.success ? [] : whole.error.issues.flatMap((issue) => faultsOf(issue, value));
  const cinema = ImportCinema.safeParse(fieldOf(value, 'cinema'));
  const section = <Value>(key: string, schema: z.ZodType<Value>): Entry<Value>[] => {
    const elements = fieldOf(value, key);
    if (!Array.isArray(elements)) return [];
    return elements.map((element: unknown, index) => {
      const id = fieldOf(element, 'id');
      const parsed = schema.safeParse(element);
      return {
        path: [key, index],
        id: typeof id === 'string' ? id : null,
        value: parsed.success ? parsed.data : null,
      };
    });
  };
  const draft = {
    cinema: cinema.success ? cinema.data : null,
    movies: section('movies', ImportMovie),
    auditoriums: section('auditoriums', ImportAuditorium),
    priceLists: section('priceLists', ImportPriceList),
    showtimes: section('showtimes', ImportShowtime),
  };
  return { draft, faults };
}

function faultsOf(issue: z.core.$ZodIssue, value: unknown): PathFault[] {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key], message: 'is not a field of this file' }));
  }
  if (issue.code === 'invalid_key') {
    return issue.issues.map(({ message }) => ({ path, message }));
  }
  const found = path.reduce<unknown>((inner, part) => fieldOf(inner, part), value);
  if (found === undefined) return [{ path, message: 'is missing' }];
  return [{ path, message: lowerFirst(issue.message) }];
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function fieldOf(value: unknown, key: string | number): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
