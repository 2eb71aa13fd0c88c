import { expect, test } from 'vitest';
import { continueTrace, traceparentOf } from './trace.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const parentId = '00f067aa0ba902b7';

test.each([
  [`00-${traceId}-${parentId}-01`, true],
  [`00-${traceId}-${parentId}-00`, false],
  [`00-${traceId}-${parentId}-03`, true],
])('goes on with %s in a span of its own', (header, sampled) => {
  const trace = continueTrace(header);
  expect(trace).toMatchObject({ traceId, sampled });
  expect(trace.spanId).toMatch(/^(?!0{16})[0-9a-f]{16}$/);
  expect(trace.spanId).not.toBe(parentId);
  expect(traceparentOf(trace)).toBe(`00-${traceId}-${trace.spanId}-${sampled ? '01' : '00'}`);
});

test.each([
  ['nothing', undefined],
  ['an empty header', ''],
  ['another version', `ff-${traceId}-${parentId}-01`],
  ['a trace of zeros', `00-${'0'.repeat(32)}-${parentId}-01`],
  ['a parent of zeros', `00-${traceId}-${'0'.repeat(16)}-01`],
  ['capitals', `00-${traceId.toUpperCase()}-${parentId}-01`],
  ['a short trace', `00-${traceId.slice(1)}-${parentId}-01`],
  ['more than there is', `00-${traceId}-${parentId}-01-extra`],
  ['a line break', `00-${traceId}-${parentId}-01\n`],
  ['two headers', `00-${traceId}-${parentId}-01, 00-${traceId}-${parentId}-01`],
])('starts a trace of its own where it gets %s', (_name, header) => {
  const trace = continueTrace(header);
  expect(trace.traceId).toMatch(/^(?!0{32})[0-9a-f]{32}$/);
  expect(trace.traceId).not.toBe(traceId);
  expect(trace.sampled).toBe(false);
});
