import { listAuditEntries } from '@foyer/shared/http/audit';
import { bind, type Route } from '../../http/bind.ts';
import { namesIn, type NameSources } from './audit.presenter.ts';
import type { AuditService } from './audit.service.ts';

export function auditRoutes(audit: AuditService, sources: NameSources): readonly Route[] {
  return [
    bind(listAuditEntries, async ({ query: { from, to, ...query } }) => {
      const range = { from: from ? new Date(from) : undefined, to: to ? new Date(to) : undefined };
      const { entries, nextCursor } = await audit.list({ ...query, cursor: query.cursor, ...range });
      const names = await namesIn(entries, sources);
      return { status: 200, body: { entries: [...entries], names, nextCursor } };
    }),
  ];
}
