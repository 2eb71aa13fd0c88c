/** Random numbers that repeat: the same seed and name give the same sequence. Never for secrets. */
export type Random = {
  /** At least 0, less than 1. */
  readonly next: () => number;
  /** A whole number from 0 to below `count`. */
  readonly below: (count: number) => number;
  readonly chance: (share: number) => boolean;
  /** One of them; undefined where there is none. */
  readonly pick: <Item>(items: readonly Item[]) => Item | undefined;
  /** All of them in another order. */
  readonly shuffled: <Item>(items: readonly Item[]) => Item[];
};

/**
 * The stream of one actor: sfc32 (Chris Doty-Humphrey, PractRand), seeded by an FNV-1a hash of seed and name, so that
 * one actor's draws never shift another's.
 */
export function randomStream(seed: number, name: string): Random {
  const text = `${seed}:${name}`;
  let [a, b, c, counter] = [hash(text, 1), hash(text, 2), hash(text, 3), 1];
  const next = (): number => {
    const mixed = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + mixed) | 0;
    return (mixed >>> 0) / 2 ** 32;
  };
  for (let turn = 0; turn < 12; turn += 1) next();
  const below = (count: number): number => Math.floor(next() * count);
  return {
    next,
    below,
    chance: (share) => next() < share,
    pick: (items) => items[below(items.length)],
    shuffled: (items) => {
      const rest = [...items];
      return items.flatMap(() => rest.splice(below(rest.length), 1));
    },
  };
}

function hash(text: string, salt: number): number {
  let value = 0x811c9dc5 ^ salt;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value | 0;
}
