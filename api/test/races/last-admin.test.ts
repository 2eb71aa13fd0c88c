import { changeRole, disablePerson, invitePerson } from '@foyer/shared/http/people';
import { getMe } from '@foyer/shared/http/sign-in';
import type { UserId } from '@foyer/shared/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from '../harness/box-office.ts';
import { Client } from '../harness/client.ts';

let box: BoxOffice;
let other: string;
beforeAll(async () => {
  box = await startBoxOffice({ cinema: null });
  other = (await box.addNode()).address;
});
afterAll(() => box.stop());

interface Admin {
  readonly client: Client;
  readonly id: UserId;
}

/** Somebody who is ADMIN from here on, with a token that says so. */
async function newAdmin(email: string): Promise<Admin> {
  const { id } = (await (await box.signIn(email)).call(getMe)).body.user;
  await box.connection
    .collection<{ _id: string }>('users')
    .updateOne({ _id: id }, { $set: { role: 'ADMIN', disabledAt: null } });
  return { client: await box.signIn(email), id };
}

function countAdmins(): Promise<number> {
  return box.connection.collection('users').countDocuments({ role: 'ADMIN', disabledAt: null });
}

test('two administrators who take each other’s role at once, on two nodes: one stays, every time', async () => {
  const left: number[] = [];
  for (let round = 0; round < 8; round += 1) {
    await box.connection.collection('users').updateMany({ role: 'ADMIN' }, { $set: { role: 'USER' } });
    const one = await newAdmin(`one-${round}@example.test`);
    const two = await newAdmin(`two-${round}@example.test`);
    const atOther = new Client(other, two.client.accessToken);
    const answers = await Promise.all([
      one.client.call(changeRole, { params: { id: two.id }, body: { role: 'USER' } }),
      atOther.call(disablePerson, { params: { id: one.id }, body: { reason: 'a race' } }),
    ]);
    expect(new Set(answers.map(({ code }) => code))).toEqual(new Set([null, 'auth.refused']));
    left.push(await countAdmins());
  }
  expect(left).toEqual(Array.from({ length: 8 }, () => 1));
});

test('twelve administrators who all disable each other: one stays', async () => {
  await box.connection.collection('users').updateMany({ role: 'ADMIN' }, { $set: { role: 'USER' } });
  const admins: Admin[] = [];
  for (let count = 0; count < 12; count += 1) admins.push(await newAdmin(`all-${count}@example.test`));
  const body = { reason: 'a race' };
  const answers = await Promise.all(
    admins.flatMap(({ client }, at) => {
      const next = admins.at((at + 1) % admins.length) ?? admins[0];
      return next ? [client.call(disablePerson, { params: { id: next.id }, body })] : [];
    }),
  );
  expect(await countAdmins()).toBeGreaterThanOrEqual(1);
  expect(answers.map(({ code }) => code).filter((code) => code !== null && code !== 'auth.refused')).toEqual(
    [],
  );
});

test('one address that is invited many times at once has one invitation', async () => {
  const ada = await newAdmin('inviter@example.test');
  const body = { email: 'wanted@example.test', role: 'CASHIER' } as const;
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => ada.client.call(invitePerson, { body })),
  );
  expect(new Set(answers.map((answer) => answer.body.invitation.id)).size).toBe(1);
  const { id } = answers[0]?.body.invitation ?? {};
  const audited = await box.connection
    .collection('auditEntries')
    .countDocuments({ action: 'people.invited', 'target.id': id });
  expect(audited).toBe(1);
});
