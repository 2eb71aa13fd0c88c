import { listAuditEntries } from '@foyer/shared/http/audit';
import { listMovies } from '@foyer/shared/http/catalogue';
import { lockSeats, releaseSeats } from '@foyer/shared/http/holds';
import { getMe, refreshTokens } from '@foyer/shared/http/sign-in';
import { HoldId, TillId } from '@foyer/shared/ids';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { seats, shows } from './harness/cinema.ts';
import { Client } from './harness/client.ts';
import { eventually } from './harness/eventually.ts';
import { ownRedis, type OwnEngine } from './harness/own-engines.ts';
import { mintToken } from './harness/people.ts';

/** Far more of each would be needed to end a test by itself; a window may begin anew in the middle of one. */
const limits = {
  RATE_LIMIT_SIGN_IN: '5',
  RATE_LIMIT_ADDRESS: '20',
  RATE_LIMIT_CUSTOMER: '6',
  RATE_LIMIT_STAFF: '12',
  RATE_LIMIT_TILL: '4',
  RATE_LIMIT_CONNECTS: '3',
};

let redis: OwnEngine;
let box: BoxOffice;
let other: string;
beforeAll(async () => {
  redis = await ownRedis();
  box = await startBoxOffice({ redisUrl: redis.url, env: { ...limits, TRUSTED_PROXY_HOPS: '1' } });
  other = (await box.addNode()).address;
});
afterAll(async () => {
  await box.stop();
  await redis.remove();
});

/** Asks until it is refused; answers how often it was let in. */
async function passed(ask: (index: number) => Promise<{ readonly code: string | null }>): Promise<number> {
  for (let index = 0; index < 60; index += 1) if ((await ask(index)).code === 'rate.limited') return index;
  return Infinity;
}

const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });
const guess = { body: { refreshToken: 'never' } };
const never = { params: { id: shows.open }, body: { holdId: HoldId.parse('h_never') } };

test('sign-in is limited per address over all nodes, and says when to come back', async () => {
  const nodes = [box.anonymous, new Client(other)];
  const ask = (index: number) =>
    (nodes[index % 2] ?? box.anonymous).call(refreshTokens, { ...guess, ...from('1.1.1.1') });
  expect(await passed(ask)).toBeLessThanOrEqual(2 * 5);
  const refused = await box.anonymous.call(refreshTokens, { ...guess, ...from('1.1.1.1') });
  const seconds = Number(refused.headers.get('retry-after'));
  expect([seconds > 0, seconds <= 60]).toEqual([true, true]);
  expect(refused.problem?.details).toEqual({ retryAfterSeconds: seconds });
  expect((await box.anonymous.call(refreshTokens, { ...guess, ...from('1.1.1.2') })).code).toBe(
    'auth.refused',
  );
});

test('whatever a client writes before the proxy’s entry changes nothing', async () => {
  const ask = (index: number) =>
    box.anonymous.call(refreshTokens, { ...guess, ...from(`6.6.6.${index}, 1.1.2.1`) });
  expect(await passed(ask)).toBeLessThanOrEqual(2 * 5);
});

test('requests of any kind are limited per address, whoever calls', async () => {
  expect(await passed(() => box.anonymous.call(listMovies, from('1.1.3.1')))).toBeLessThanOrEqual(2 * 20);
  const stranger = new Client(box.origin, 'no-token');
  expect(await passed(() => stranger.call(getMe, from('1.1.3.2')))).toBeLessThanOrEqual(2 * 20);
});

test('writes are limited per person, staff later than customers, and reading goes on', async () => {
  const ask = (client: Client) => (): Promise<{ readonly code: string | null }> =>
    client.call(releaseSeats, never);
  const guest = box.actAs('USER');
  const ofGuest = await passed(ask(guest));
  expect([ofGuest >= 6, ofGuest <= 2 * 6]).toEqual([true, true]);
  expect((await guest.call(listMovies)).code).toBeNull();
  const ofClerk = await passed(ask(box.actAs('CASHIER')));
  expect([ofClerk >= 12, ofClerk <= 2 * 12]).toEqual([true, true]);
});

test('writes are limited per till, whoever stands at it', async () => {
  const till = TillId.parse('till_1');
  const ask = (index: number) => {
    const token = mintToken(box.config, { userId: `u_${index}`, role: 'CASHIER', claims: { till } });
    return new Client(box.origin, token).call(releaseSeats, never);
  };
  expect(await passed(ask)).toBeLessThanOrEqual(2 * 4);
});

test('live connections are limited per address', async () => {
  const token = box.actAs('USER').accessToken;
  const connect = async (): Promise<{ readonly code: string | null }> => {
    const extraHeaders = { 'x-forwarded-for': '1.1.4.1' };
    const socket = io(box.origin, {
      transports: ['websocket'],
      forceNew: true,
      auth: { token },
      extraHeaders,
    });
    const code = await new Promise<string | null>((resolve) => {
      socket.once('connect', () => resolve(null));
      socket.once('connect_error', ({ message }) => resolve(message));
    });
    socket.disconnect();
    return { code };
  };
  expect(await passed(connect)).toBeLessThanOrEqual(2 * 3);
});

test('the trail tells of reached limits, once for each kind and window', async () => {
  await passed(() => box.anonymous.call(listMovies, from('1.1.5.1')));
  const manager = box.actAs('MANAGER');
  const told = async (): Promise<readonly string[]> => {
    const { body } = await manager.call(listAuditEntries, { query: { action: 'rate.limited' } });
    return body.entries.map(({ target, result }) => `${target.id} ${result}`);
  };
  await eventually(async () => {
    expect(await told()).toEqual(
      expect.arrayContaining(['address REFUSED', 'sign-in REFUSED', 'till REFUSED']),
    );
  });
  expect((await told()).length).toBeLessThan(25);
});

test('this machine itself is not limited by its address, and without proxies nobody’s claim counts', async () => {
  const node = new Client((await box.addNode({ TRUSTED_PROXY_HOPS: '0' })).address);
  expect(await passed(() => node.call(listMovies, from('1.1.6.1')))).toBe(Infinity);
});

test('without Redis each node counts alone', async () => {
  await redis.stop();
  const ask = () => box.anonymous.call(refreshTokens, { ...guess, ...from('1.1.7.1') });
  const count = await passed(ask);
  await redis.start('kept');
  expect([count >= 5, count <= 2 * 5]).toEqual([true, true]);
  await eventually(async () => {
    const held = await box
      .actAs('USER')
      .call(lockSeats, { params: { id: shows.open }, body: { seats: seats('B1') } });
    expect(['seats.taken', null]).toContain(held.code);
  });
});
