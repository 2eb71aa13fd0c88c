import type { AuditEntry } from '@foyer/shared/audit';

export interface NameSources {
  readonly people: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly tills: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

/**
 * What the people and tills of these entries are called now, by id. Looked up when somebody reads: the trail itself
 * holds ids only, so that whoever is erased is gone from it, too.
 */
export async function namesIn(
  entries: readonly AuditEntry[],
  { people, tills }: NameSources,
): Promise<Record<string, string>> {
  const ids = [...new Set(entries.flatMap(idsIn))];
  if (ids.length === 0) return {};
  // An id does not tell whose it is: each source knows its own.
  const found = await Promise.all([people(ids), tills(ids)]);
  return Object.fromEntries(found.flatMap((names) => [...names]));
}

function idsIn({ actor, till, target, before, after }: AuditEntry): readonly string[] {
  return [actor.id, target.id, ...(till === null ? [] : [till]), ...stringsIn(before), ...stringsIn(after)];
}

const idLike = /^(usr|til)_/;

/** Ids that stand among the facts, however deep. */
function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return idLike.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
