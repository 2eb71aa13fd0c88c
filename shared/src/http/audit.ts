import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { AuditAction, AuditEntry, AuditResult } from '../audit.ts';
import { ShowtimeId } from '../ids.ts';
import { Instant } from '../time.ts';
import { pageLimit } from './paging.ts';

export const listAuditEntries = endpoint({
  method: 'GET',
  path: '/api/admin/audit',
  summary: 'The audit trail, newest first, by filter',
  access: 'audit.view',
  query: z.strictObject({
    actor: z.string().max(64).optional(),
    till: z.string().max(64).optional(),
    action: AuditAction.optional(),
    target: z.string().max(128).optional(),
    showtime: ShowtimeId.optional(),
    from: Instant.optional(),
    to: Instant.optional(),
    result: AuditResult.optional(),
    /** The number of the last one told. */
    cursor: z
      .string()
      .regex(/^[1-9][0-9]{0,14}$/, 'is not a cursor')
      .optional(),
    limit: pageLimit(200),
  }),
  replies: {
    200: z.object({
      entries: z.array(AuditEntry),
      /** What the people and tills of these entries are called now, by id; who is gone has no name. */
      names: z.record(z.string(), z.string()),
      nextCursor: z.string().nullable(),
    }),
  },
  problems: [],
});
