import { QueryClient } from '@tanstack/react-query';
import { makeCall } from '../data/client.ts';
import type { DataLayer } from '../data/data-layer.tsx';

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

export type Answer = readonly [status: number, body: unknown];

/** A data layer on a server that answers like this; what it was asked is in `sent`. It has no live halls. */
export function fakeLayer(answer: (sent: Sent) => Answer): {
  readonly layer: DataLayer;
  readonly sent: Sent[];
} {
  const sent: Sent[] = [];
  const fetch = (address: string, init?: RequestInit): Promise<Response> => {
    const { pathname, search } = new URL(address);
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : null;
    const asked = { method: init?.method ?? 'GET', path: pathname + search, body };
    sent.push(asked);
    const [status, reply] = answer(asked);
    return Promise.resolve(new Response(reply === null ? null : JSON.stringify(reply), { status }));
  };
  const call = makeCall({
    apiUrl: 'http://api.test',
    token: () => Promise.resolve('a-token'),
    fetch: fetch as typeof globalThis.fetch,
  });
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  // Screens that show no hall read nothing from the feed.
  return { layer: { call, queries } as unknown as DataLayer, sent };
}

export function problem(status: number, code: string, details = {}): Answer {
  return [status, { error: { code, details, requestId: 'r' } }];
}
