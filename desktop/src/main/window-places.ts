import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const edge = z.int().min(-100_000).max(100_000);
const Bounds = z.object({ x: edge, y: edge, width: z.int().min(100), height: z.int().min(100) });

const Places = z.object({
  counter: z.object({ bounds: Bounds, isMaximized: z.boolean() }).nullable().default(null),
  guest: z
    .object({
      /** Null while nobody has said whether they want it. */
      isWanted: z.boolean().nullable(),
      bounds: Bounds.nullable(),
    })
    .default({ isWanted: null, bounds: null }),
});
export type Places = z.infer<typeof Places>;
export type Bounds = z.infer<typeof Bounds>;

const saveAfterMs = 500;

/** Where the windows of this machine were, over a restart. Nothing depends on it: what can't be read or kept is left. */
export class WindowPlaces {
  readonly #file: string;
  #places: Places;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(file: string) {
    this.#file = file;
    this.#places = read(file);
  }

  get places(): Places {
    return this.#places;
  }

  keep(places: Partial<Places>): void {
    this.#places = { ...this.#places, ...places };
    clearTimeout(this.#timer);
    // A window that is dragged tells of every step.
    this.#timer = setTimeout(() => this.save(), saveAfterMs);
  }

  /** At once, since the program is about to end. */
  save(): void {
    clearTimeout(this.#timer);
    try {
      mkdirSync(dirname(this.#file), { recursive: true });
      writeFileSync(`${this.#file}.new`, JSON.stringify(this.#places), { mode: 0o600 });
      renameSync(`${this.#file}.new`, this.#file);
    } catch {
      // A full disk costs the place of a window, and must cost no more.
    }
  }
}

/** The kept bounds, unless most of the window's head would lie where no display is any more. */
export function visibleBounds(bounds: Bounds | null, displays: readonly Bounds[]): Bounds | null {
  if (!bounds) return null;
  const head = { ...bounds, height: 40 };
  const isSeen = displays.some((display) => common(head, display) >= (head.width * head.height) / 2);
  return isSeen ? bounds : null;
}

function common(one: Bounds, other: Bounds): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return Math.max(0, width) * Math.max(0, height);
}

function read(file: string): Places {
  try {
    return Places.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return Places.parse({});
  }
}
