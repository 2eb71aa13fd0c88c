import type { Connection } from 'mongoose';
import type { Base } from './base.ts';
import type { Config } from '../config.ts';
import { auditCollections, auditModel, counterModel } from '../features/audit/audit.model.ts';
import type { NameSources } from '../features/audit/audit.presenter.ts';
import { AuditRepository } from '../features/audit/audit.repository.ts';
import { auditRoutes } from '../features/audit/audit.routes.ts';
import { createAuditService } from '../features/audit/audit.service.ts';
import { SeatAuditWriter } from '../features/audit/seat-audit-writer.ts';
import { progressCollections, progressModel } from '../features/audit/stream-progress.model.ts';
import { StreamProgressRepository } from '../features/audit/stream-progress.repository.ts';
import { SeatEventGroup } from '../features/seats/seat-event-group.gateway.ts';
import type { Lifecycle } from '../platform/lifecycle.ts';
import type { Engines } from './engines.ts';

export interface WriterNeeds {
  readonly engines: Engines;
  readonly base: Base;
  readonly config: Config;
  readonly lifecycle: Lifecycle;
}

/** The audit trail: its store, its routes and, on workers, the writer that follows the seat events. */
export function composeAudit(connection: Connection) {
  const service = createAuditService({
    repository: new AuditRepository(auditModel(connection), counterModel(connection)),
  });
  return {
    service,
    routesFor: (names: NameSources) => auditRoutes(service, names),
    collections: [...auditCollections(connection), ...progressCollections(connection)],
    startWriter: async ({ engines, base, lifecycle }: WriterNeeds): Promise<SeatAuditWriter> => {
      const readers = await engines.openReaders();
      const group = new SeatEventGroup({
        redis: engines.redis,
        readers,
        keys: engines.keys,
        group: 'audit',
        consumer: base.ids.next('node'),
        log: base.log,
      });
      const writer = new SeatAuditWriter({
        group,
        record: service.record,
        recorded: service.recorded,
        progress: new StreamProgressRepository(progressModel(connection)),
        clock: base.clock,
        log: base.log,
      });
      writer.start();
      lifecycle.onStop('audit writer', async () => {
        const stopped = writer.stop();
        for (const reader of readers) reader.redis.disconnect();
        await stopped;
      });
      return writer;
    },
  };
}
