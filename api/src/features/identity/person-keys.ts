/** What a person is found and sorted by, kept beside what Google said of them. */
export interface PersonKeys {
  /** The name as lists sort it. */
  readonly nameKey: string;
  /** The address and every word of the name, for searches by beginning. */
  readonly searchKeys: readonly string[];
}

/** Keeps a cursor short. */
const longestKey = 40;

export function personKeys({ name, email }: { readonly name: string; readonly email: string }): PersonKeys {
  const folded = searchKeyOf(name);
  const words = folded.split(/\s+/).filter((word) => word !== '');
  return {
    nameKey: folded.slice(0, longestKey),
    searchKeys: [...new Set([searchKeyOf(email), ...words])],
  };
}

/** Without case and accents, so that `jose` finds José. */
export function searchKeyOf(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();
}
