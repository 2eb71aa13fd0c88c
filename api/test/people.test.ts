import { listAuditEntries } from '@foyer/shared/http/audit';
import {
  changeRole,
  disablePerson,
  enablePerson,
  invitePerson,
  listInvitations,
  listPeople,
  withdrawInvitation,
  type Person,
} from '@foyer/shared/http/people';
import { getMe } from '@foyer/shared/http/sign-in';
import type { UserId } from '@foyer/shared/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import type { Client } from './harness/client.ts';

let box: BoxOffice;
let ada: Client;
let mara: Client;
beforeAll(async () => {
  box = await startBoxOffice({ cinema: null });
  ada = await box.signIn('ADMIN');
  mara = await box.signIn('MANAGER');
});
afterAll(() => box.stop());

const idOf = async (client: Client): Promise<UserId> => (await client.call(getMe)).body.user.id;
const roleOf = async (client: Client): Promise<string> => (await client.call(getMe)).body.user.role;

async function newPerson(email: string): Promise<UserId> {
  return idOf(await box.signIn(email));
}

function storedUser(id: string) {
  return box.connection.collection<{ _id: string }>('users').findOne({ _id: id });
}

async function trailOf(id: string) {
  const { body } = await ada.call(listAuditEntries, { query: { target: id } });
  return body.entries.map(({ action, before, after, reason }) => ({ action, before, after, reason }));
}

async function invite(email: string, role: 'USER' | 'CASHIER' | 'MANAGER' | 'ADMIN', by = mara) {
  return (await by.call(invitePerson, { body: { email, role } })).body.invitation;
}

test('a role is changed, counted and audited; the same again changes nothing', async () => {
  const id = await newPerson('rita@example.test');
  const body = { role: 'CASHIER', reason: 'starts today' } as const;
  expect((await mara.call(changeRole, { params: { id }, body })).body.person.role).toBe('CASHIER');
  await mara.call(changeRole, { params: { id }, body });
  expect(await storedUser(id)).toMatchObject({ role: 'CASHIER', roleVersion: 2, disabledAt: null });
  expect(await roleOf(await box.signIn('rita@example.test'))).toBe('CASHIER');
  expect(await trailOf(id)).toEqual([
    {
      action: 'people.role-changed',
      before: { role: 'USER' },
      after: { role: 'CASHIER' },
      reason: 'starts today',
    },
  ]);
});

test('a disabled person is refused at the next sign-in, and comes back when enabled', async () => {
  const id = await newPerson('dora@example.test');
  const reason = 'left the house';
  const { person } = (await mara.call(disablePerson, { params: { id }, body: { reason } })).body;
  expect(person.disabledAt).not.toBeNull();
  await expect(box.signIn('dora@example.test')).rejects.toThrow('access_denied');
  expect(await storedUser(id)).toMatchObject({ roleVersion: 2, disabledAt: expect.any(Date) as Date });
  await mara.call(enablePerson, { params: { id } });
  expect(await storedUser(id)).toMatchObject({ roleVersion: 3, disabledAt: null });
  expect(await idOf(await box.signIn('dora@example.test'))).toBe(id);
  expect((await trailOf(id)).map(({ action, reason: said }) => [action, said])).toEqual([
    ['people.enabled', null],
    ['sign-in.refused', 'disabled'],
    ['people.disabled', reason],
  ]);
});

test('a manager reaches neither managers nor themselves, and gives nothing above a cashier', async () => {
  const own = await idOf(mara);
  const admin = await idOf(ada);
  const id = await newPerson('udo@example.test');
  const tries = [
    [own, 'ADMIN'],
    [admin, 'USER'],
    [id, 'MANAGER'],
  ] as const;
  const rules = [];
  for (const [target, role] of tries) {
    const { problem } = await mara.call(changeRole, { params: { id: target }, body: { role } });
    rules.push([problem?.code, problem?.details['rule']]);
  }
  expect(rules).toEqual([
    ['people.rule', 'own-account'],
    ['people.rule', 'above-your-role'],
    ['people.rule', 'above-your-role'],
  ]);
  expect(await storedUser(id)).toMatchObject({ role: 'USER', roleVersion: 1 });
});

test('the last administrator can neither step down nor be disabled', async () => {
  const id = await idOf(ada);
  const down = await ada.call(changeRole, { params: { id }, body: { role: 'USER' } });
  const off = await ada.call(disablePerson, { params: { id }, body: { reason: 'a test' } });
  expect([down.problem?.details, off.problem?.details]).toEqual([
    { rule: 'last-admin' },
    { rule: 'last-admin' },
  ]);
});

test('a token from before a change of role changes nobody', async () => {
  const id = await newPerson('olga@example.test');
  const target = await newPerson('tom@example.test');
  await ada.call(changeRole, { params: { id }, body: { role: 'MANAGER' } });
  const olga = await box.signIn('olga@example.test');
  await ada.call(changeRole, { params: { id }, body: { role: 'CASHIER' } });
  const late = await olga.call(changeRole, { params: { id: target }, body: { role: 'CASHIER' } });
  expect([late.code, late.problem?.details]).toEqual(['auth.refused', { reason: 'role-changed' }]);
});

test('people are found by beginnings of name and address, page by page, by role', async () => {
  const names = ['zoe.a', 'zoe.b', 'zoe.c'].map((name) => `${name}@example.test`);
  for (const email of names) await newPerson(email);
  const seen: Person[] = [];
  let cursor: string | undefined;
  do {
    const query = { search: 'ZOE', limit: 2, ...(cursor === undefined ? {} : { cursor }) };
    const { body } = await mara.call(listPeople, { query });
    seen.push(...body.people);
    cursor = body.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen.map(({ email }) => email)).toEqual(names);
  const staff = (await mara.call(listPeople, { query: { role: 'STAFF' } })).body;
  expect(staff.people.some(({ role }) => role === 'USER')).toBe(false);
  expect(staff.grants).toEqual(['USER', 'CASHIER']);
  expect(staff.people.find(({ role }) => role === 'ADMIN')?.changeable).toBe(false);
  for (const search of ['.*', 'zoe.a zoe.b', '(']) {
    expect((await mara.call(listPeople, { query: { search } })).body.people).toEqual([]);
  }
  const foreign = await mara.call(listPeople, { query: { cursor: 'WyJhIiwgeyIkbmUiOiAxfV0' } });
  expect(foreign.code).toBe('request.invalid');
});

test('an invited address has its role at the first sign-in, once, and no address is in the audit', async () => {
  const { id, expiresAt } = await invite('Ivy@Example.test', 'CASHIER');
  expect(Date.parse(expiresAt) - box.clock.now().getTime()).toBeGreaterThan(13 * 86_400_000);
  expect((await invite('ivy@example.test', 'CASHIER')).id).toBe(id);
  const ivy = await box.signIn('ivy@example.test');
  expect(await roleOf(ivy)).toBe('CASHIER');
  const { invitations } = (await mara.call(listInvitations)).body;
  expect(invitations.map(({ email }) => email)).not.toContain('ivy@example.test');
  expect((await mara.call(withdrawInvitation, { params: { id } })).code).toBe('invitation.not-found');
  const person = await idOf(ivy);
  await mara.call(changeRole, { params: { id: person }, body: { role: 'USER' } });
  expect(await roleOf(await box.signIn('ivy@example.test'))).toBe('USER');
  expect(await trailOf(id)).toEqual([
    { action: 'people.invited', before: null, after: { role: 'CASHIER', expiresAt }, reason: null },
  ]);
  expect((await trailOf(person)).at(-1)).toMatchObject({
    action: 'people.role-changed',
    after: { role: 'CASHIER', invitation: id, invitedBy: await idOf(mara) },
    reason: 'invitation',
  });
  const all = await ada.call(listAuditEntries, { query: { limit: 200 } });
  expect(JSON.stringify(all.body)).not.toContain('example.test');
});

test('another role takes the place of the one that waits, but none that was given from above', async () => {
  const first = await invite('ines@example.test', 'CASHIER');
  const second = await invite('ines@example.test', 'ADMIN', ada);
  expect(second.id).not.toBe(first.id);
  const lowered = await mara.call(invitePerson, { body: { email: 'ines@example.test', role: 'CASHIER' } });
  expect(lowered.problem?.details).toEqual({ rule: 'above-your-role' });
  const mine = (await ada.call(listInvitations)).body.invitations.filter(
    ({ email }) => email === 'ines@example.test',
  );
  expect(mine.map(({ role, invitedBy }) => [role, invitedBy])).toEqual([['ADMIN', 'Ada Admin']]);
  await ada.call(withdrawInvitation, { params: { id: second.id } });
  expect(await roleOf(await box.signIn('ines@example.test'))).toBe('USER');
});

test('an invitation falls with whoever gave it', async () => {
  const id = await newPerson('gil@example.test');
  await ada.call(changeRole, { params: { id }, body: { role: 'MANAGER' } });
  const gil = await box.signIn('gil@example.test');
  const invited = await invite('accomplice@example.test', 'CASHIER', gil);
  await ada.call(disablePerson, { params: { id }, body: { reason: 'a test' } });
  expect(await roleOf(await box.signIn('accomplice@example.test'))).toBe('USER');
  expect((await trailOf(invited.id)).map(({ action }) => action)).toEqual([
    'people.invitation-withdrawn',
    'people.invited',
  ]);
});

test('an invitation runs out', async () => {
  const { id } = await invite('late@example.test', 'CASHIER');
  await box.connection
    .collection<{ _id: string }>('invitations')
    .updateOne({ _id: id }, { $set: { expiresAt: new Date(Date.now() - 1_000) } });
  expect((await mara.call(withdrawInvitation, { params: { id } })).code).toBe('invitation.not-found');
  expect(await roleOf(await box.signIn('late@example.test'))).toBe('USER');
});

test('people from before this release are found as well', async () => {
  const old = { _id: 'usr_old', googleSub: '900', email: 'Old@example.test', name: 'José Old', role: 'USER' };
  const at = { createdAt: new Date(), lastSignInAt: new Date() };
  await box.connection.collection<{ _id: string }>('users').insertOne({ ...old, ...at });
  await box.restart();
  const { people } = (await mara.call(listPeople, { query: { search: 'jose' } })).body;
  expect(people.map(({ id }) => id)).toEqual(['usr_old']);
  expect(await storedUser('usr_old')).toMatchObject({ roleVersion: 1, disabledAt: null });
});
