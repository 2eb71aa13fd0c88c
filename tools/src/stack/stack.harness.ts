/** For tests: people who buy at any node, by HTTP, and keep what they were told. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { confirmBooking } from '@foyer/shared/http/bookings';
import { lockBestSeats, lockSeats } from '@foyer/shared/http/holds';
import type { z } from 'zod';

type Hold = z.infer<(typeof lockBestSeats.replies)[201]>;
type Sale = z.infer<(typeof confirmBooking.replies)[201]>;

/** What an API process said: 0 where nothing came back. */
export type Answer<Body> = {
  readonly status: number;
  readonly code: string | null;
  readonly body: Body | null;
};

const answerLimitMs = 20_000;

export class Till {
  readonly #token: string;

  constructor(token: string) {
    this.#token = token;
  }

  lock(url: string, showtimeId: string, seats: readonly string[]): Promise<Answer<Hold>> {
    return this.#post(`${url}/api/showtimes/${showtimeId}/seats/lock`, { body: { seats } }, (body) =>
      lockSeats.replies[201].parse(body),
    );
  }

  lockBest(url: string, showtimeId: string, count: number): Promise<Answer<Hold>> {
    return this.#post(`${url}/api/showtimes/${showtimeId}/seats/best`, { body: { count } }, (body) =>
      lockBestSeats.replies[201].parse(body),
    );
  }

  confirm(url: string, { hold }: Hold, key: string): Promise<Answer<Sale>> {
    return this.#post(
      `${url}/api/showtimes/${hold.showtimeId}/bookings/confirm`,
      { body: { holdId: hold.id }, key },
      (body) => confirmBooking.replies[201].parse(body),
    );
  }

  /** Sells the best two seats, asking one node after the other until it is told yes; null where it is told no. */
  async sellTwo(urls: readonly string[], showtimeId: string): Promise<Sale | null> {
    const key = randomUUID();
    const held = await persist(urls, (url) => this.lockBest(url, showtimeId, 2));
    if (held.body === null) return null;
    const hold = held.body;
    return (await persist(urls, (url) => this.confirm(url, hold, key))).body;
  }

  async #post<Body>(
    url: string,
    { body, key }: { readonly body: unknown; readonly key?: string },
    parse: (body: unknown) => Body,
  ): Promise<Answer<Body>> {
    try {
      const reply = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${this.#token}`,
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(answerLimitMs),
      });
      const said = (await reply.json()) as { readonly error?: { readonly code: string } };
      if (said.error) return { status: reply.status, code: said.error.code, body: null };
      return { status: reply.status, code: null, body: parse(said) };
    } catch {
      return { status: 0, code: null, body: null };
    }
  }
}

/** Asks the nodes in turn until one says yes or no; "not now" and silence are neither, a defect ends it. */
export async function persist<Body>(
  urls: readonly string[],
  ask: (url: string) => Promise<Answer<Body>>,
  withinMs = 20_000,
): Promise<Answer<Body>> {
  const deadline = Date.now() + withinMs;
  for (let attempt = 0; ; attempt += 1) {
    const answer = await ask(urls[attempt % urls.length] ?? '');
    if (answer.status !== 0 && answer.status < 500) return answer;
    if (Date.now() > deadline)
      throw new Error(`nobody said yes or no in ${withinMs} ms: ${JSON.stringify(answer)}`);
    await delay(50);
  }
}

/** Runs the check until it stops throwing; answers its answer and how long that took. */
export async function eventually<Value>(
  check: () => Promise<Value>,
  withinMs: number,
): Promise<{ readonly value: Value; readonly ms: number }> {
  const startedAt = performance.now();
  for (;;) {
    try {
      return { value: await check(), ms: Math.round(performance.now() - startedAt) };
    } catch (error) {
      if (performance.now() - startedAt > withinMs) throw error;
      await delay(20);
    }
  }
}
