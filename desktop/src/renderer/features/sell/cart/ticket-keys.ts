import type { TicketType } from '@foyer/shared/http/catalogue';

/** Letters that already do something else on the selling screen. */
const reserved = new Set(['E']);

/**
 * One key per ticket type: its first letter, or its next one that is still free. A type whose letters are all taken
 * gets none and is chosen from the list.
 */
export function ticketKeys(types: readonly TicketType[]): ReadonlyMap<TicketType['id'], string> {
  const taken = new Set(reserved);
  const keys = new Map<TicketType['id'], string>();
  for (const type of types) {
    const letter = Array.from(type.name.toUpperCase()).find(
      (candidate) => /[A-Z]/.test(candidate) && !taken.has(candidate),
    );
    if (letter === undefined) continue;
    taken.add(letter);
    keys.set(type.id, letter);
  }
  return keys;
}
