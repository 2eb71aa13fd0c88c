import { confirmBooking } from '@foyer/shared/http/bookings';
import { listShowtimes } from '@foyer/shared/http/catalogue';
import { releaseSeats } from '@foyer/shared/http/holds';
import { getMe } from '@foyer/shared/http/sign-in';
import { problemCodes } from '@foyer/shared/problems';
import { describe, expect, test, vi } from 'vitest';
import { ApiProblem, NoAnswer } from './api-problem.ts';
import { makeCall } from './client.ts';
import { textOf } from './problem-texts.ts';

const me = {
  user: { id: 'u1', email: 'a@example.test', name: 'A', role: 'CASHIER' },
  abilities: [],
  signedInBy: 'GOOGLE',
  till: null,
  pin: null,
};

describe('a call', () => {
  test('sends path, query, token, key and body as the contract says', async () => {
    const { call, requests } = answering(() => json(409, problem('seats.taken', { seats: ['F1'] })));
    const refusal = call(confirmBooking, {
      params: { id: 'show-1' },
      body: { holdId: 'hold-1' },
      idempotencyKey: 'key-1',
    });
    await expect(refusal).rejects.toMatchObject({ code: 'seats.taken', details: { seats: ['F1'] } });
    const [request] = requests;
    expect(request?.url).toBe('http://127.0.0.1:8080/api/showtimes/show-1/bookings/confirm');
    expect(request?.headers.get('idempotency-key')).toBe('key-1');
    expect(request?.headers.get('authorization')).toBe('Bearer first');
    expect(await request?.json()).toEqual({ holdId: 'hold-1' });
  });

  test('leaves out what a query does not name, and the token where nobody asks for one', async () => {
    const { call, requests } = answering(() => json(200, { showtimes: [], nextCursor: null }));
    await call(listShowtimes, { query: { date: '2026-11-23' } });
    expect(requests[0]?.url).toBe('http://127.0.0.1:8080/api/showtimes?date=2026-11-23');
    expect(requests[0]?.headers.has('authorization')).toBe(false);
  });

  test('renews a refused token once and sends the request again', async () => {
    const { call, requests } = answering((request) =>
      request.headers.get('authorization') === 'Bearer second'
        ? json(200, me)
        : json(401, problem('auth.expired', { reason: 'expired' })),
    );
    expect((await call(getMe, {})).user.name).toBe('A');
    expect(requests).toHaveLength(2);
  });

  test('says that there was no answer when the line breaks, the reply is no JSON or fits no contract', async () => {
    const broken = answering(() => Promise.reject(new TypeError('failed to fetch')));
    await expect(broken.call(getMe, {})).rejects.toBeInstanceOf(NoAnswer);
    const noJson = answering(() => Promise.resolve(new Response('<html>', { status: 200 })));
    await expect(noJson.call(getMe, {})).rejects.toBeInstanceOf(NoAnswer);
    const misshapen = answering(() => json(200, { user: {} }));
    await expect(misshapen.call(getMe, {})).rejects.toBeInstanceOf(NoAnswer);
  });

  test('tells that the account may not do this, which its screens did not know', async () => {
    const { call, forbidden } = answering(() => json(403, problem('action.forbidden', {})));
    await expect(call(releaseSeats, { params: { id: 's' }, body: { holdId: 'h' } })).rejects.toMatchObject({
      code: 'action.forbidden',
    });
    expect(forbidden).toHaveBeenCalledOnce();
  });

  test('gives up after its time limit', async () => {
    const { call } = answering(
      (request) =>
        new Promise((_resolve, reject) => {
          request.signal.addEventListener('abort', () => reject(new Error('aborted')));
        }),
    );
    const silent = call(releaseSeats, { params: { id: 's' }, body: { holdId: 'h' } });
    await expect(silent).rejects.toBeInstanceOf(NoAnswer);
  });
});

test.each(problemCodes)('has a sentence for %s that ends like one', (code) => {
  const text = textOf(new ApiProblem({ code, details: {}, requestId: 'r' }));
  expect(text).toMatch(/^[A-Z].*[.]$/);
});

test('says how large one sale may be, where the hold would grow beyond that', () => {
  const details = { limit: 'HOLD', most: 50 };
  const refusal = new ApiProblem({ code: 'holds.limit', details, requestId: 'r' });
  expect(textOf(refusal)).toBe('One sale has 50 seats at most. Sell or give back some of these first.');
});

test('names the seats that are lost', () => {
  const lost = new ApiProblem({ code: 'seats.taken', details: { seats: ['F1', 'F2'] }, requestId: 'r' });
  expect(textOf(lost)).toBe('Seats F1, F2 just went to somebody else.');
});

function answering(answer: (request: Request) => Promise<Response>) {
  const requests: Request[] = [];
  const forbidden = vi.fn();
  const call = makeCall({
    apiUrl: 'http://127.0.0.1:8080',
    token: (refused) => Promise.resolve(refused === null ? 'first' : 'second'),
    fetch: (address, options) => {
      const request = new Request(address, options);
      requests.push(request.clone());
      return answer(request);
    },
    timeLimitMs: 50,
    onForbidden: forbidden,
  });
  return { call, requests, forbidden };
}

function json(status: number, body: unknown): Promise<Response> {
  return Promise.resolve(new Response(JSON.stringify(body), { status }));
}

function problem(code: string, details: unknown) {
  return { error: { code, details, requestId: 'r1' } };
}
