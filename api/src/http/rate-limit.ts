import type { Endpoint } from '@foyer/shared/endpoint';
import { decideApprovalByPin } from '@foyer/shared/http/approvals';
import { AppError } from '@foyer/shared/problems';
import { isStaff } from '@foyer/shared/roles';
import type { Actor } from '../features/actor.ts';
import type { DoorConfig } from '../door-config.ts';
import { RateWindow, type SharedCounter } from '../platform/rate-window.ts';
import { householdOf, isLoopback } from './client-address.ts';

export interface RateLimitOptions {
  readonly limits: DoorConfig['rateLimits'];
  /** For what is rare and dear; all the rest is counted by each node alone. */
  readonly shared: SharedCounter;
  readonly nowMs: () => number;
  /** Told sparsely: once for each kind of limit and window. */
  readonly onRefused: (kind: RateLimitKind, key: string) => void;
}

export type RateLimitKind = 'sign-in' | 'address' | 'customer' | 'staff' | 'till' | 'connects';

/** Every method throws rate.limited with the seconds to wait. */
export interface RateLimits {
  /** Before anybody is known. */
  readonly passAddress: (contract: Endpoint, address: string) => Promise<void> | undefined;
  /** Once the caller is known. */
  readonly passActor: (contract: Endpoint, actor: Actor) => void;
  readonly passConnect: (address: string) => void;
}

const minuteMs = 60_000;
const shortMs = 10_000;

/**
 * Limits against floods, far above what people and tills do. Sign-in is counted by all nodes together, in Redis; the
 * rest by each node alone, because a look at Redis would cost a hold more than the limit is worth.
 */
export function createRateLimits({ limits, shared, nowMs, onRefused }: RateLimitOptions): RateLimits {
  const window = (name: RateLimitKind, limit: number, windowMs: number): RateWindow =>
    new RateWindow({ name, limit, windowMs, nowMs, shared, onRefused: (key) => onRefused(name, key) });
  const signIn = window('sign-in', limits.signIn, minuteMs);
  const anything = window('address', limits.address, shortMs);
  const connects = window('connects', limits.connects, minuteMs);
  const customer = window('customer', limits.customer, shortMs);
  const staff = window('staff', limits.staff, shortMs);
  const till = window('till', limits.till, shortMs);
  return {
    passAddress: ({ path }, address) => {
      if (isLoopback(address)) return undefined;
      const household = householdOf(address);
      requirePass(anything.take(household));
      return proves(path) ? signIn.takeShared(household).then(requirePass) : undefined;
    },
    passActor: ({ method }, { userId, role, tillId }) => {
      if (method === 'GET') return;
      requirePass((isStaff(role) ? staff : customer).take(userId));
      if (tillId !== null) requirePass(till.take(tillId));
    },
    passConnect: (address) => {
      if (!isLoopback(address)) requirePass(connects.take(householdOf(address)));
    },
  };
}

/** Routes that tell whether something secret was right. */
function proves(path: string): boolean {
  return path.startsWith('/api/auth/') || path.startsWith('/api/tills/') || path === decideApprovalByPin.path;
}

function requirePass(waitMs: number): void {
  if (waitMs > 0) throw new AppError('rate.limited', { retryAfterSeconds: Math.ceil(waitMs / 1_000) });
}
