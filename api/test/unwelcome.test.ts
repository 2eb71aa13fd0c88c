import { listSeatLocks } from '@foyer/shared/http/holds';
import { getMe } from '@foyer/shared/http/sign-in';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { shows } from './harness/cinema.ts';
import { Client } from './harness/client.ts';
import { eventually } from './harness/eventually.ts';
import { mintToken } from './harness/people.ts';

/** Twenty are refused at once, one a second after them, and five may wait. */
let box: BoxOffice;
beforeAll(async () => {
  box = await startBoxOffice({ env: { REFUSALS_PER_SECOND: '1' } });
});
afterAll(() => box.stop());

test('bad tokens wait for their refusal, or are hung up on, and nobody else waits behind them', async () => {
  const told: (number | 'broken')[] = [];
  const badToken = { headers: { authorization: 'Bearer a.b.c' } };
  const flooding = Array.from({ length: 60 }, () =>
    fetch(`${box.origin}${getMe.path}`, badToken).then(
      ({ status }) => told.push(status),
      () => told.push('broken'),
    ),
  );
  await eventually(() => expect(told.filter((what) => what === 401).length).toBeGreaterThanOrEqual(20));
  const owners = await box.actAs('MANAGER').call(listSeatLocks, { params: { id: shows.open } });
  const late = mintToken(box.config, { userId: 'u_1', role: 'CASHIER', livesSeconds: -1 });
  const expired = await new Client(box.origin, late).call(getMe);
  const refusedMeanwhile = told.length;
  await Promise.all(flooding);
  expect([owners.status, expired.code, refusedMeanwhile < 60]).toEqual([200, 'auth.expired', true]);
  expect(told.filter((what) => what === 'broken').length).toBeGreaterThan(0);
  expect(new Set(told)).toEqual(new Set([401, 'broken']));
});

test('a proxy of the house is never hung up on, or it would send nobody here any more', async () => {
  const house = await startBoxOffice({ env: { REFUSALS_PER_SECOND: '1', TRUSTED_PROXY_HOPS: '1' } });
  const headers = { authorization: 'Bearer a.b.c', 'x-forwarded-for': '203.0.113.7' };
  const flooding = Array.from({ length: 60 }, () => fetch(`${house.origin}${getMe.path}`, { headers }));
  const told = (await Promise.allSettled(flooding)).map((one) =>
    one.status === 'fulfilled' ? one.value.status : 'broken',
  );
  await house.stop();
  expect(new Set(told)).toEqual(new Set([401]));
});
