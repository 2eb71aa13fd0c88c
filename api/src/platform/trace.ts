import { randomSlice } from './random-bytes.ts';

/** W3C trace context of one request (https://www.w3.org/TR/trace-context/). */
export interface TraceContext {
  readonly traceId: string;
  readonly spanId: string;
  readonly sampled: boolean;
}

const pattern = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** Goes on with the caller's trace in a span of our own, or starts a trace when the header is missing or malformed. */
export function continueTrace(traceparent: string | undefined): TraceContext {
  const spanId = randomSlice(8).toString('hex');
  const [, traceId, parentId, flags] = pattern.exec(traceparent ?? '') ?? [];
  if (!traceId || !parentId || !flags || /^0+$/.test(traceId) || /^0+$/.test(parentId)) {
    return { traceId: randomSlice(16).toString('hex'), spanId, sampled: false };
  }
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

/** The header that hands the trace on. */
export function traceparentOf(trace: TraceContext): string {
  return `00-${trace.traceId}-${trace.spanId}-${trace.sampled ? '01' : '00'}`;
}
