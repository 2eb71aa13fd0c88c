import { randomSlice } from './random-bytes.ts';

/** Makes ids; tests bring their own to get the same ones twice. */
export interface IdSource {
  /** A prefix and 20 characters of 100 random bits or more, safe in URLs. */
  next(prefix: string): string;
  /** Eight characters that people can read to each other, e.g. `K7QM-3FXA`. */
  reference(): string;
}

/** Without 0/O, 1/I/L and U, which are misheard or misread. */
const readable = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

export const randomIds: IdSource = {
  next: (prefix) => `${prefix}_${randomSlice(15).toString('base64url')}`,
  reference: () => {
    const letters = Array.from(randomSlice(8), (byte) => readable[byte % readable.length] ?? '2');
    return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
  },
};
