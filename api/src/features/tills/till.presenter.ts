import type { Till } from '@foyer/shared/http/tills';
import type { TillRecord } from './till.ts';

export function presentTill({ id, name, status, ...times }: TillRecord): Till {
  return {
    id,
    name,
    status,
    createdAt: times.createdAt.toISOString(),
    enrolledAt: times.enrolledAt?.toISOString() ?? null,
    revokedAt: times.revokedAt?.toISOString() ?? null,
    lastSeenAt: times.lastSeenAt?.toISOString() ?? null,
  };
}
