import { z } from 'zod';
import { endpoint } from '../endpoint.ts';

export const DependencyState = z.enum(['up', 'down']);
export type DependencyState = z.infer<typeof DependencyState>;

export const Health = z.object({
  status: z.enum(['ok', 'degraded', 'down']),
  mongo: DependencyState,
  redis: DependencyState,
});
export type Health = z.infer<typeof Health>;

export const Readiness = z.object({ ready: z.boolean(), missing: z.array(z.string()) });
export type Readiness = z.infer<typeof Readiness>;

export const getHealth = endpoint({
  method: 'GET',
  path: '/health',
  summary: 'State of the dependencies',
  access: 'public',
  replies: { 200: Health, 503: Health },
  problems: [],
});

export const getLiveness = endpoint({
  method: 'GET',
  path: '/livez',
  summary: 'Whether the process answers',
  access: 'public',
  replies: { 200: z.object({ alive: z.literal(true) }) },
  problems: [],
});

export const getReadiness = endpoint({
  method: 'GET',
  path: '/readyz',
  summary: 'Whether this node may get traffic: engines reachable and indexes exactly right',
  access: 'public',
  replies: { 200: Readiness, 503: Readiness },
  problems: [],
});

export const WorkerState = z.object({
  name: z.string(),
  lastRunAt: z.iso.datetime().nullable(),
  lastError: z.string().nullable(),
});
export type WorkerState = z.infer<typeof WorkerState>;

export const AdminHealth = z.object({
  status: Health.shape.status,
  build: z.object({ version: z.string(), commit: z.string(), builtAt: z.string() }),
  dependencies: z.object({ mongo: DependencyState, redis: DependencyState }),
  workers: z.array(WorkerState),
  lags: z.record(z.string(), z.number()),
  invariants: z.record(z.string(), z.string()),
});
export type AdminHealth = z.infer<typeof AdminHealth>;

export const getAdminHealth = endpoint({
  method: 'GET',
  path: '/api/admin/health',
  summary: 'Dependencies, workers, lags and build',
  access: 'admin.view',
  replies: { 200: AdminHealth },
  problems: [],
});

export const getAdminPing = endpoint({
  method: 'GET',
  path: '/api/admin/ping',
  summary: 'Whether the caller may see the back office',
  access: 'admin.view',
  replies: { 200: z.object({ ok: z.literal(true) }) },
  problems: [],
});
