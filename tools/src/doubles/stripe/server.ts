/** The Stripe double: enough of Stripe's HTTP API for the official SDK, over books that survive kill -9. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { parse } from 'qs';
import { closeServer, listen, sendJson } from '../http.ts';
import { type Answer, type Change, newId, StripeBooks } from './books.ts';
import { control } from './control.ts';
import { type Fault, Faults } from './faults.ts';
import { fingerprint, Keys } from './idempotency.ts';
import { Plans } from './plans.ts';
import { invalid, type Result } from './result.ts';
import { findRoute, type StripeRoute } from './routes.ts';
import { WebhookSender } from './webhook-sender.ts';

export type StripeDoubleOptions = {
  readonly dataFolder: string;
  readonly webhook: { readonly url: string; readonly secret: string } | undefined;
};

export class StripeDouble {
  readonly #books: StripeBooks;
  readonly #keys: Keys;
  readonly #faults = new Faults();
  readonly #sender: WebhookSender;
  readonly #plans: Plans;
  #server: Server | undefined;

  constructor(options: StripeDoubleOptions) {
    this.#books = new StripeBooks(options.dataFolder);
    this.#keys = new Keys(this.#books);
    this.#sender = new WebhookSender(this.#books, options.webhook);
    this.#plans = new Plans(this.#books, (event) => this.#sender.schedule(event));
  }

  async start(port: number): Promise<void> {
    this.#server = await listen(port, (request, body, response) => this.#handle(request, body, response));
    this.#sender.start();
    this.#plans.start();
  }

  async stop(): Promise<void> {
    this.#sender.stop();
    this.#plans.stop();
    if (this.#server) await closeServer(this.#server);
    await this.#books.close();
  }

  async #handle(request: IncomingMessage, body: string, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://double');
    const method = request.method ?? 'GET';
    if (url.pathname.startsWith('/_double/')) {
      const parts = { books: this.#books, faults: this.#faults, plans: this.#plans };
      const answer = await control(parts, { method, url, body });
      await this.#books.flushed();
      return sendJson(response, answer);
    }
    const account = /^Bearer (sk_test_\w+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (account === undefined) return this.#answer(response, invalid('Invalid API Key provided', {}, 401));
    const route = findRoute(method, url.pathname);
    if (!route) return this.#answer(response, invalid(`Unrecognized request URL (${url.pathname})`, {}, 404));
    const params = parse(method === 'GET' ? url.search.slice(1) : body, { depth: 6 });
    const fault = this.#faults.take(route.operation, account);
    if (fault?.fault === 'lost') return; // the caller hears nothing until it gives up
    const error = { type: 'api_error', message: 'ordered' };
    if (fault?.fault === 'error') return this.#answer(response, { status: 500, body: { error } });
    const key = request.headers['idempotency-key'];
    const keyed = {
      key: typeof key === 'string' ? `${account} ${key}` : undefined,
      account,
      params,
      path: url.pathname,
    };
    return this.#run(response, route, { ...keyed, fault });
  }

  async #run(response: ServerResponse, route: StripeRoute, call: Call): Promise<void> {
    const { key, account, params, path, fault } = call;
    const request = fingerprint(route.operation, path, params);
    const taken = key === undefined ? undefined : this.#keys.take(key, request);
    if (taken?.kind === 'REFUSED') return this.#answer(response, taken.result);
    if (taken?.kind === 'REPLAY') {
      return this.#reply(response, taken.answer, { fault, headers: { 'idempotent-replayed': 'true' } });
    }
    try {
      const result = route.run(this.#books, account, { id: route.id, params });
      const { status, body } = result;
      const answers: Answer[] =
        key === undefined || result.isInvalid === true
          ? []
          : [{ key, request, at: Date.now(), status, body }];
      await this.#keep({ ...result.change, answers }, result);
      await this.#reply(response, result, { fault });
    } finally {
      if (key !== undefined) this.#keys.release(key);
    }
  }

  async #keep(change: Change, { means }: Result): Promise<void> {
    await this.#books.write(change);
    for (const plan of change.plans ?? []) this.#plans.schedule(plan);
    for (const event of change.events ?? []) {
      if (means?.webhookFirst === true) await this.#sender.deliverNow(event);
      else this.#sender.schedule(event);
    }
  }

  async #reply(
    response: ServerResponse,
    result: Pick<Result, 'status' | 'means'> & { readonly body: unknown },
    { fault, headers }: { fault: Fault | undefined; headers?: Readonly<Record<string, string>> },
  ): Promise<void> {
    await this.#books.flushed();
    if (fault?.fault === 'silent' || result.means?.silent === true) return;
    if (fault?.fault === 'cut') {
      response.destroy();
      return;
    }
    const pauseMs = fault?.fault === 'slow' ? fault.ms : result.means?.replyAfterMs;
    if (pauseMs !== undefined) await delay(pauseMs);
    this.#answer(response, result, headers);
  }

  #answer(
    response: ServerResponse,
    { status, body }: { readonly status: number; readonly body: unknown },
    headers: Readonly<Record<string, string>> = {},
  ): void {
    sendJson(response, { status, body, headers: { 'request-id': newId('req'), ...headers } });
  }
}

type Call = {
  readonly key: string | undefined;
  readonly account: string;
  readonly params: unknown;
  readonly path: string;
  readonly fault: Fault | undefined;
};
