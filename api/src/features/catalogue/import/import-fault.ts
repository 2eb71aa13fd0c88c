export type JsonPath = readonly (string | number)[];

/** Something wrong at one place of the document. */
export interface PathFault {
  readonly path: JsonPath;
  readonly message: string;
}

/** Something wrong at one line of the file, e.g. `{ line: 12, path: 'showtimes[3].movie', message: … }`. */
export interface ImportFault {
  /** From 1. */
  readonly line: number;
  readonly path: string;
  /** Reads on from the path: `is not a movie of this file`. */
  readonly message: string;
}

/** `['showtimes', 3, 'movie']` → `showtimes[3].movie`. */
export function printPath(path: JsonPath): string {
  return path.reduce<string>((printed, part) => {
    if (typeof part === 'number') return `${printed}[${part}]`;
    return printed === '' ? part : `${printed}.${part}`;
  }, '');
}
