/** For tests: an audit trail in a database of its own, and facts to put into it. */
import { randomUUID } from 'node:crypto';
import { AuditEvent } from '@foyer/shared/audit';
// oxlint-disable-next-line import/no-empty-named-blocks, unicorn/require-module-specifiers -- types what the engines' setup provides
import type {} from '@foyer/tools/engines/vitest-setup';
import { inject } from 'vitest';
import { migrate } from '../../platform/indexes.ts';
import { connectMongo } from '../../platform/mongo.ts';
import { auditCollections, auditModel, counterModel } from './audit.model.ts';
import { progressCollections, progressModel } from './stream-progress.model.ts';
import { StreamProgressRepository } from './stream-progress.repository.ts';
import { AuditRepository } from './audit.repository.ts';

export async function startAudit() {
  const connection = await connectMongo({
    uri: inject('mongoUri'),
    database: `audit-${randomUUID().slice(0, 8)}`,
    serverSelectionTimeoutMs: 5_000,
  });
  await migrate(connection, [...auditCollections(connection), ...progressCollections(connection)]);
  const entries = auditModel(connection);
  return {
    repository: new AuditRepository(entries, counterModel(connection)),
    /** A fresh one, as after a restart. */
    openProgress: () => new StreamProgressRepository(progressModel(connection)),
    /** Ids and sequence numbers of what is stored, oldest first. */
    stored: async () => {
      const found = await entries.find().sort({ seq: 1 }).lean();
      return found.map(({ _id, seq }) => ({ id: _id, seq }));
    },
    stop: async () => {
      await connection.dropDatabase();
      await connection.close();
    },
  };
}

export function buildEvent(change: Partial<AuditEvent> = {}): AuditEvent {
  return AuditEvent.parse({
    id: randomUUID(),
    at: new Date().toISOString(),
    actor: { id: 'usr_1', role: 'CASHIER' },
    till: null,
    action: 'seat.locked',
    target: { kind: 'hold', id: 'h_1' },
    showtimeId: null,
    before: null,
    after: null,
    reason: null,
    requestId: null,
    traceId: null,
    result: 'OK',
    ...change,
  });
}
