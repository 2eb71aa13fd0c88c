import { changeRole, disablePerson } from '@foyer/shared/http/people';
import { setPin } from '@foyer/shared/http/pin';
import { exportMe } from '@foyer/shared/http/privacy';
import { getMe } from '@foyer/shared/http/sign-in';
import { issueTillCode } from '@foyer/shared/http/tills';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { Client } from './harness/client.ts';
import { eventually } from './harness/eventually.ts';
import { enrol, enrolledTill, pinPerson, tryPin, type TestTill } from './harness/tills.ts';

let box: BoxOffice;
let till: TestTill;
let people = 0;
beforeAll(async () => {
  box = await startBoxOffice({ cinema: null });
  till = await enrolledTill(box);
});
afterAll(() => box.stop());

const soon = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const newPerson = () => pinPerson(box, till, { email: `end-${(people += 1)}@example.test` });

describe('a PIN that is set while its person', () => {
  it.each(['is disabled', 'becomes a USER'])('%s does not outlive that', async (which) => {
    const admin = await box.signIn('ADMIN');
    for (let turn = 0; turn < 8; turn += 1) {
      const person = await newPerson();
      const setting = person.client.call(setPin, { body: { pin: '9021' } });
      await soon(turn * 3);
      const params = { id: person.id };
      const ending =
        which === 'is disabled'
          ? admin.call(disablePerson, { params, body: { reason: 'a test' } })
          : admin.call(changeRole, { params, body: { role: 'USER', reason: 'a test' } });
      expect((await ending).code).toBeNull();
      await setting;
      const kept = await box.connection.collection<{ _id: string }>('pins').findOne({ _id: person.id });
      expect(kept).toBeNull();
    }
  });
});

it('a sign-in by PIN under way ends where another device takes the till’s place', async () => {
  const own = await enrolledTill(box);
  const person = await pinPerson(box, own, { email: `end-${(people += 1)}@example.test` });
  for (let turn = 0, device = own; turn < 4; turn += 1) {
    const params = { id: own.id };
    const { code } = (await box.actAs('MANAGER').call(issueTillCode, { params })).body;
    const underWay = [tryPin(box, device, person), tryPin(box, device, person)];
    await soon(5 + turn * 5);
    device = await enrol(box, code);
    for (const answer of await Promise.all(underWay)) {
      if (answer.code === 'till.refused') continue;
      // It was done before the other device came, which has ended it then.
      const client = new Client(box.origin, answer.body.accessToken);
      await eventually(async () => expect((await client.call(getMe)).code).toBe('auth.refused'));
    }
  }
});

it('hands nothing about its person to a session that a PIN began', async () => {
  const person = await newPerson();
  const client = new Client(box.origin, (await tryPin(box, till, person)).body.accessToken);
  expect((await client.call(exportMe)).code).toBe('sign-in.google-needed');
  expect((await person.client.call(exportMe)).code).toBeNull();
});

it('an opening of the drawer is remembered for as long as its approval', async () => {
  const indexes = await box.connection.collection('drawerOpenings').indexes();
  expect(indexes.filter((index) => index['expireAfterSeconds'] !== undefined)).toEqual([]);
});
