import type { Health } from '@foyer/shared/http/health';
import type { FeedState } from './seat-map-feed.ts';

/** What the badge says of the line to the server. */
export type Connection =
  | { readonly kind: 'live' }
  | { readonly kind: 'connecting' }
  /** The server answers, but the live hall doesn't come through. */
  | { readonly kind: 'reconnecting' }
  /** The server answers and lacks something. */
  | { readonly kind: 'degraded'; readonly lacks: readonly ('mongo' | 'redis')[] }
  | { readonly kind: 'offline' };

export type HealthKnowledge =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'no-answer' }
  | { readonly kind: 'known'; readonly health: Health };

/** Puts the two signals together; the one that hinders selling most wins. */
export function judgeConnection(knowledge: HealthKnowledge, feed: FeedState): Connection {
  if (knowledge.kind === 'no-answer') return { kind: 'offline' };
  if (knowledge.kind === 'known' && knowledge.health.status !== 'ok') {
    const engines = ['mongo', 'redis'] as const;
    return { kind: 'degraded', lacks: engines.filter((engine) => knowledge.health[engine] === 'down') };
  }
  switch (feed) {
    case 'live':
      return { kind: 'live' };
    case 'connecting':
      return { kind: 'connecting' };
    case 'stale':
      return { kind: 'reconnecting' };
  }
}
