/** Which request is which operation. */
import type { StripeBooks } from './books.ts';
import type { Operation } from './faults.ts';
import { cancelIntent, confirmIntent, createIntent, retrieveIntent, searchIntents } from './intents.ts';
import { createRefund, listRefunds, retrieveRefund } from './refunds.ts';
import type { Result } from './result.ts';

export type Asked = { readonly id: string; readonly params: unknown };

export type StripeRoute = {
  readonly operation: Operation;
  readonly id: string;
  readonly run: (books: StripeBooks, account: string, asked: Asked) => Result;
};

type Entry = Omit<StripeRoute, 'id'> & { readonly method: string; readonly path: RegExp };

const intents = '/v1/payment_intents';
const table: readonly Entry[] = [
  {
    method: 'POST',
    path: new RegExp(`^${intents}$`),
    operation: 'create',
    run: (_books, account, { params }) => createIntent(account, params),
  },
  {
    method: 'GET',
    path: new RegExp(`^${intents}/search$`),
    operation: 'search',
    run: (books, account, { params }) => searchIntents(books, account, params),
  },
  { method: 'GET', path: new RegExp(`^${intents}/([^/]+)$`), operation: 'retrieve', run: retrieveIntent },
  {
    method: 'POST',
    path: new RegExp(`^${intents}/([^/]+)/confirm$`),
    operation: 'confirm',
    run: confirmIntent,
  },
  { method: 'POST', path: new RegExp(`^${intents}/([^/]+)/cancel$`), operation: 'cancel', run: cancelIntent },
  {
    method: 'POST',
    path: /^\/v1\/refunds$/,
    operation: 'refund',
    run: (books, account, { params }) => createRefund(books, account, params),
  },
  {
    method: 'GET',
    path: /^\/v1\/refunds$/,
    operation: 'refunds',
    run: (books, account, { params }) => listRefunds(books, account, params),
  },
  {
    method: 'GET',
    path: /^\/v1\/refunds\/([^/]+)$/,
    operation: 'refunds',
    run: (books, account, { id }) => retrieveRefund(books, account, id),
  },
];

export function findRoute(method: string, path: string): StripeRoute | undefined {
  const entry = table.find((known) => known.method === method && known.path.test(path));
  return entry && { ...entry, id: entry.path.exec(path)?.[1] ?? '' };
}
