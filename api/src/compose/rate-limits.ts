import type { AuditEvent } from '@foyer/shared/audit';
import type { Base } from './base.ts';
import type { Engines } from './engines.ts';
import type { Config } from '../config.ts';
import { createRateLimits, type RateLimits } from '../http/rate-limit.ts';
import { redisCounter } from '../platform/redis-counter.ts';

export interface RateLimitNeeds {
  readonly config: Config;
  readonly base: Base;
  readonly engines: Engines;
  readonly record: (event: AuditEvent) => Promise<void>;
}

/** The limits, with a line in the log and in the trail for the first refusal of each kind in a window. */
export function composeRateLimits({ config, base, engines, record }: RateLimitNeeds): RateLimits {
  const { clock, ids, log } = base;
  return createRateLimits({
    limits: config.doors.rateLimits,
    shared: redisCounter(engines.redis, config.redis.namespace),
    nowMs: () => clock.now().getTime(),
    onRefused: (kind, key) => {
      log.warn({ kind, key }, 'a rate limit is reached');
      // An address is nobody's name in the trail; people and tills are told by their ids.
      const isSomebody = kind === 'customer' || kind === 'staff';
      const entry: AuditEvent = {
        id: ids.next('evt'),
        at: clock.now().toISOString(),
        actor: { id: isSomebody ? key : 'anonymous', role: null },
        till: kind === 'till' ? key : null,
        action: 'rate.limited',
        target: { kind: 'system', id: kind },
        showtimeId: null,
        before: null,
        after: null,
        reason: null,
        requestId: null,
        traceId: null,
        result: 'REFUSED',
      };
      record(entry).catch((error: unknown) => log.warn({ err: error }, 'a reached limit was not recorded'));
    },
  });
}
