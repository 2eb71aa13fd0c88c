import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Environment } from '@foyer/api/config';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { checkoutFolder } from '../checkout.ts';
import composeSpec from './compose-spec/compose-spec.json' with { type: 'json' };

const text = await readFile(join(checkoutFolder, 'docker-compose.yml'), 'utf8');
const file: unknown = parse(text, { merge: true });

const Service = z.looseObject({
  image: z.string(),
  read_only: z.literal(true),
  init: z.literal(true),
  cap_drop: z.tuple([z.literal('ALL')]),
  security_opt: z.tuple([z.literal('no-new-privileges:true')]),
  environment: z.record(z.string(), z.string()),
  ports: z.array(z.string()).default([]),
  networks: z.array(z.string()).default([]),
  network_mode: z.string().optional(),
  healthcheck: z.looseObject({ test: z.array(z.string()).min(2) }).optional(),
  deploy: z.object({
    resources: z.object({
      limits: z.object({ cpus: z.string(), memory: z.string(), pids: z.int() }),
    }),
  }),
});
const { services } = z.looseObject({ services: z.record(z.string(), Service) }).parse(file);
const named = Object.entries(services);

describe('docker-compose.yml', () => {
  test('is valid by the Compose specification', () => {
    const specification = z.fromJSONSchema(composeSpec as Parameters<typeof z.fromJSONSchema>[0]);
    expect(specification.safeParse(file).error?.issues).toBeUndefined();
    expect(specification.safeParse({ services: { api: { imge: 'foyer' } } }).success).toBe(false);
  });

  test('gives no secret a default and starts nothing without one', () => {
    const secrets = [...text.matchAll(/\$\{(\w*(?:SECRET|PASSWORD|KEY))(:.*?)?\}/g)];
    expect(secrets.map(([, name]) => name)).toEqual(
      expect.arrayContaining(['JWT_SECRET', 'TICKET_SECRET', 'MONGO_PASSWORD', 'REDIS_PASSWORD']),
    );
    // Without an account at Stripe there are simply no online payments.
    const needed = secrets.filter(([, name = '', rest]) => !(name.startsWith('STRIPE_') && rest === ':-'));
    expect(needed.filter(([, , rest]) => rest?.startsWith(':?') !== true)).toEqual([]);
  });

  test('sets nothing that the server would not read', () => {
    const known = new Set(Object.keys(Environment.shape));
    for (const name of ['api', 'worker']) {
      expect(Object.keys(services[name]?.environment ?? {}).filter((key) => !known.has(key))).toEqual([]);
    }
  });

  test('runs API and worker from one image', () => {
    expect(services['api']?.image).toBe(services['worker']?.image);
    expect([services['api'], services['worker']].map((service) => service?.environment['ROLES'])).toEqual([
      'api',
      'worker',
    ]);
  });

  test('checks the health of everything that stays', () => {
    const unchecked = named.filter(([, { healthcheck }]) => healthcheck === undefined);
    expect(unchecked.map(([name]) => name)).toEqual(['mongo-init']);
  });

  test('lets nothing but the API be reached, and that from this machine only', () => {
    const published = named.flatMap(([name, { ports }]) => ports.map((port) => `${name} ${port}`));
    expect(published).toEqual(['api 127.0.0.1:${PORT:-8080}:8080']);
    const outside = named.filter(([, { networks }]) => networks.includes('world'));
    expect(outside.map(([name]) => name)).toEqual(['api', 'worker']);
  });
});
