import { erasePerson } from '@foyer/shared/http/privacy';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { Client } from './harness/client.ts';
import { enrolledTill, pinPerson, tryPin } from './harness/tills.ts';

let box: BoxOffice;
beforeAll(async () => {
  box = await startBoxOffice({ cinema: null });
});
afterAll(() => box.stop());

it('a server that starts after an erasure refuses also the session that began within it', async () => {
  const admin = await box.signIn('ADMIN');
  const till = await enrolledTill(box);
  const person = await pinPerson(box, till, { email: 'gone@example.test' });
  const underWay = Array.from({ length: 4 }, () => tryPin(box, till, person));
  const body = { reason: 'asked for it', force: true };
  expect((await admin.call(erasePerson, { params: { id: person.id }, body })).code).toBeNull();
  const begun = (await Promise.all(underWay)).flatMap((answer) => (answer.code === null ? answer.body : []));
  const { address } = await box.addNode();
  for (const { accessToken } of [person.tokens, ...begun]) {
    const answer = await new Client(address, accessToken).send('GET', '/api/bookings/me');
    expect(answer.status).toBe(401);
  }
});
