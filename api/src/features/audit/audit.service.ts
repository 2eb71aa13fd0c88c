import type { AuditEntry, AuditEvent } from '@foyer/shared/audit';
import type { AuditFilter, AuditRepository } from './audit.repository.ts';

export interface AuditQuery extends AuditFilter {
  readonly cursor: string | undefined;
  readonly limit: number;
}

export type AuditService = ReturnType<typeof createAuditService>;

/** The trail: facts go in once, and come out newest first. */
export function createAuditService({ repository }: { readonly repository: AuditRepository }) {
  async function list({ cursor, limit, ...filter }: AuditQuery): Promise<{
    readonly entries: readonly AuditEntry[];
    readonly nextCursor: string | null;
  }> {
    const found = await repository.page(filter, cursor === undefined ? null : Number(cursor), limit + 1);
    const entries = found.slice(0, limit);
    const last = entries.at(-1);
    return { entries, nextCursor: found.length > limit && last ? String(last.seq) : null };
  }

  const recorded = (ids: readonly string[]): Promise<ReadonlySet<string>> => repository.recorded(ids);
  /** What a person did and what was done about them, newest first. */
  const about = (id: string, limit: number): Promise<readonly AuditEntry[]> =>
    repository.page({ about: id }, null, limit);
  const newest = (): Promise<number> => repository.newest();
  return {
    list,
    about,
    newest,
    recorded,
    record: (events: readonly AuditEvent[]) => repository.append(events),
  };
}
