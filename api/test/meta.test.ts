import { Validator } from '@seriousme/openapi-schema-validator';
import type { Endpoint } from '@foyer/shared/endpoint';
import { endpoints } from '@foyer/shared/http/endpoints';
import { problems } from '@foyer/shared/problems';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { allContracts, examplePath } from './harness/contracts.ts';
import { problemOf } from './harness/client.ts';

const Operation = z.object({
  operationId: z.string(),
  security: z.array(z.unknown()).optional(),
  responses: z.record(z.string(), z.unknown()),
  parameters: z.array(z.object({ name: z.string(), required: z.boolean().optional() })).default([]),
});
const OpenApi = z.object({
  openapi: z.string().regex(/^3\.1\./),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
});

let box: BoxOffice;
beforeAll(async () => {
  box = await startBoxOffice();
});
afterAll(() => box.stop());

test.each(allContracts)('%s is bound', async (_name, contract) => {
  const reply = await box
    .actAs('ADMIN')
    .send(contract.method, examplePath(contract), contract.body ? { body: {} } : {});
  const code = reply.status < 400 || reply.status in contract.replies ? null : problemOf(reply.text).code;
  expect(['route.not-found', 'route.method-not-allowed']).not.toContain(code);
});

test('no two contracts answer at the same place', () => {
  const places = allContracts.map(([, { method, path }]) => `${method} ${path.replaceAll(/:\w+/g, ':')}`);
  expect(new Set(places).size).toBe(places.length);
});

describe('/openapi.json', () => {
  let text: string;
  let document: z.infer<typeof OpenApi>;
  beforeAll(async () => {
    const reply = await box.anonymous.send('GET', '/openapi.json');
    text = reply.text;
    document = OpenApi.parse(JSON.parse(text));
  });

  test('is OpenAPI 3.1 by the official schema', async () => {
    const validator = new Validator();
    expect(await validator.validate(JSON.parse(text) as Record<string, unknown>)).toEqual({ valid: true });
    expect(() => validator.resolveRefs()).not.toThrow();
  });

  test('has as many operations as there are contracts', () => {
    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(endpoints).sort());
  });

  test.each(allContracts)('tells of %s who may call and what is answered', (name, contract: Endpoint) => {
    const path = contract.path.replaceAll(/:([a-z]+)/gi, '{$1}');
    const operation = document.paths[path]?.[contract.method.toLowerCase()];
    expect(operation?.operationId).toBe(name);
    expect(operation?.security !== undefined).toBe(contract.access !== 'public');
    const refusals = contract.problems.map((code) => String(problems[code].status));
    const told = Object.keys(operation?.responses ?? {});
    expect(told).toEqual(expect.arrayContaining([...Object.keys(contract.replies), ...refusals]));
    const needsKey = operation?.parameters.some((part) => part.name === 'Idempotency-Key' && part.required);
    expect(needsKey ?? false).toBe(contract.idempotent ?? false);
  });
});
