import {
  getAdminHealth,
  getAdminPing,
  getHealth,
  getLiveness,
  getReadiness,
} from '@foyer/shared/http/health';
import { bind, type Route } from '../../http/bind.ts';
import type { HealthService } from './health.service.ts';

export function healthRoutes(service: HealthService): readonly Route[] {
  return [
    bind(getHealth, async () => {
      const body = await service.health();
      return body.status === 'down' ? { status: 503, body } : { status: 200, body };
    }),
    bind(getLiveness, async () => ({ status: 200, body: { alive: true as const } })),
    bind(getReadiness, async () => {
      const body = await service.readiness();
      return body.ready ? { status: 200, body } : { status: 503, body };
    }),
    bind(getAdminPing, async () => ({ status: 200, body: { ok: true as const } })),
    bind(getAdminHealth, async () => ({ status: 200, body: await service.admin() })),
  ];
}
