import { QueryClient } from '@tanstack/react-query';
import { configure, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { vi } from 'vitest';
import { makeCall } from '../data/client.ts';
import { type DataLayer, LayerProvider } from '../data/data-layer.tsx';
import { makeTestFeed } from './test-approvals.ts';

// Whole panels are drawn here: on a busy machine that takes its time.
configure({ asyncUtilTimeout: 5_000 });
vi.setConfig({ testTimeout: 30_000 });

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly key: string | null;
}

/** Status and body; null for a line that breaks. */
export type Answer = readonly [status: number, body?: unknown] | null;

export function problem(status: number, code: string, details = {}): Answer {
  return [status, { error: { code, details, requestId: 'r' } }];
}

/** Draws on a server that answers like this; what it was asked is in `sent`. */
export function renderOnServer(
  element: ReactNode,
  answer: (sent: Sent) => Answer | Promise<Answer>,
  layer: Partial<Pick<DataLayer, 'tillPeople'>> = {},
) {
  const sent: Sent[] = [];
  const fetch = async (address: string, init?: RequestInit): Promise<Response> => {
    const { pathname, search } = new URL(address);
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : null;
    const key = new Headers(init?.headers).get('Idempotency-Key');
    const asked = { method: init?.method ?? 'GET', path: pathname + search, body, key };
    sent.push(asked);
    const answered = await answer(asked);
    if (!answered) throw new TypeError('failed to fetch');
    const [status, reply] = answered;
    return new Response(status === 204 ? null : JSON.stringify(reply), { status });
  };
  const call = makeCall({
    apiUrl: 'http://api.test',
    token: () => Promise.resolve('a-token'),
    fetch: fetch as typeof globalThis.fetch,
  });
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const line = makeTestFeed();
  // Of the feed only what tells of approvals is there: no hall is on screen here.
  const whole = { call, queries, feed: line.feed, tillPeople: null, ...layer } as unknown as DataLayer;
  const drawn = render(<LayerProvider layer={whole}>{element}</LayerProvider>);
  return { ...line, sent, drawn };
}
