import { Approval } from '@foyer/shared/http/approvals';
import type { ApprovalNews, FeedState, SeatMapFeed } from '../data/seat-map-feed.ts';

/** A request that waits, unless the overrides say otherwise. */
export function buildApproval(overrides: Readonly<Record<string, unknown>> = {}): Approval {
  return Approval.parse({
    id: 'apr_1',
    kind: 'NO_SALE',
    subject: {},
    reason: 'Change',
    requestedBy: { id: 'usr_cashier', name: 'Casey Cashier' },
    till: null,
    status: 'PENDING',
    requestedAt: new Date().toISOString(),
    expiresAt: new Date(Date.now() + 60_000).toISOString(),
    decidedBy: null,
    decidedAt: null,
    note: null,
    by: null,
    ...overrides,
  });
}

type ApprovalFeed = Pick<SeatMapFeed, 'onApproval' | 'subscribe' | 'state'>;

/** A socket that stands, and tells what a test lets it tell. */
export function makeTestFeed(): {
  readonly feed: ApprovalFeed;
  readonly tell: (news: ApprovalNews) => void;
  readonly become: (state: FeedState) => void;
} {
  const hears = new Set<(news: ApprovalNews) => void>();
  const watches = new Set<() => void>();
  const feed = {
    state: 'live' as FeedState,
    onApproval: (listener: (news: ApprovalNews) => void) => {
      hears.add(listener);
      return () => void hears.delete(listener);
    },
    subscribe: (listener: () => void) => {
      watches.add(listener);
      return () => void watches.delete(listener);
    },
  };
  return {
    feed,
    tell: (news) => {
      for (const hear of hears) hear(news);
    },
    become: (state) => {
      feed.state = state;
      for (const watch of watches) watch();
    },
  };
}
