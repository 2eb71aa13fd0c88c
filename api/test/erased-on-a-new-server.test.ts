import { erasePerson } from '@foyer/shared/http/privacy';
import { getMe } from '@foyer/shared/http/sign-in';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { Client } from './harness/client.ts';
import { mintToken } from './harness/people.ts';

let box: BoxOffice;
beforeAll(async () => {
  box = await startBoxOffice({ cinema: null });
});
afterAll(() => box.stop());

it('a server that starts after an erasure refuses also a session that began while it went on', async () => {
  const admin = await box.signIn('ADMIN');
  const person = await box.signIn('gone@example.test');
  const { id } = (await person.call(getMe)).body.user;
  const body = { reason: 'asked for it', force: true };
  expect((await admin.call(erasePerson, { params: { id }, body })).code).toBeNull();
  // Of a session that was written after the holdings were emptied: nobody has ended it.
  const late = mintToken(box.config, { userId: id, role: 'USER' });
  const { address } = await box.addNode();
  for (const token of [person.accessToken, late]) {
    const answer = await new Client(address, token).send('GET', '/api/bookings/me');
    expect(answer.status).toBe(401);
  }
});
