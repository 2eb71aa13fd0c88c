import type { Tokens } from '@foyer/shared/http/sign-in';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  arrive,
  clientAddress,
  me,
  post,
  reasonOf,
  refresh,
  signIn,
  startWorld,
  type World,
} from './identity.harness.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ BOOTSTRAP_ADMIN_EMAILS: 'admin@example.test', DEMO_ROLES: '' });
});
afterAll(() => world.stop());
beforeEach(() => setDisabled(null));

const users = () => world.connection.collection('users');

async function setDisabled(disabledAt: Date | null): Promise<void> {
  await users().updateMany({}, { $set: { disabledAt } });
}

const refusal = '401 auth.refused disabled';

test('a disabled person who signs in comes back with a reason and without a code', async () => {
  await signIn(world, 'cashier');
  await setDisabled(new Date());
  const { url, clientState } = await arrive(world, 'cashier');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    error: 'access_denied',
    error_description: 'disabled',
    state: clientState,
  });
  expect(world.events.at(-1)).toMatchObject({
    action: 'sign-in.refused',
    target: { kind: 'user' },
    reason: 'disabled',
    result: 'REFUSED',
  });
});

test('who is disabled with the code in hand gets no tokens for it', async () => {
  const { code, codeVerifier } = await arrive(world, 'manager');
  await setDisabled(new Date());
  const reply = await post(world, 'token', { code, codeVerifier, redirectUri: clientAddress });
  expect(await reasonOf(reply)).toBe(refusal);
});

test('a disabled person gets no new tokens and no word about themselves', async () => {
  const { accessToken, refreshToken } = await signIn(world, 'customer');
  await setDisabled(new Date());
  expect(await refresh(world, refreshToken)).toBe(refusal);
  expect(await reasonOf(await me(world, accessToken))).toBe(refusal);
});

async function roleOf({ accessToken }: Tokens): Promise<string> {
  const { user } = (await (await me(world, accessToken)).json()) as { user: { role: string } };
  return user.role;
}

test('the bootstrap list makes an administrator, audited, and again only when none may sign in', async () => {
  expect(await roleOf(await signIn(world, 'admin'))).toBe('ADMIN');
  expect(world.events.find(({ action }) => action === 'people.role-changed')).toMatchObject({
    before: { role: 'USER' },
    after: { role: 'ADMIN' },
    reason: 'bootstrap list',
  });
  const stored = await users().findOne({ email: 'admin@example.test' });
  expect(stored).toMatchObject({ roleVersion: 2 });
  await users().insertOne({ ...stored, _id: 'usr_other' as never, googleSub: '901' });
  await users().updateOne(
    { email: 'admin@example.test', googleSub: { $ne: '901' } },
    { $set: { role: 'USER' } },
  );
  expect(await roleOf(await signIn(world, 'admin'))).toBe('USER');
  await users().updateOne({ googleSub: '901' }, { $set: { disabledAt: new Date() } });
  expect(await roleOf(await signIn(world, 'admin'))).toBe('ADMIN');
});

test('an invitation waits for a verified address, and not for one that is only claimed', async () => {
  const giver = await users().findOne({ role: 'ADMIN', disabledAt: null });
  await world.connection.collection('invitations').insertOne({
    _id: 'inv_test' as never,
    email: 'cashier@example.test',
    role: 'CASHIER',
    invitedBy: giver?._id,
    invitedAt: new Date(),
    expiresAt: new Date(Date.now() + 60_000),
  });
  world.state.tamper = (claims) => ({ ...claims, email_verified: false });
  const { url } = await arrive(world, 'cashier');
  expect(url.searchParams.get('error_description')).toBe('email-not-verified');
  world.state.tamper = (claims) => claims;
  expect(await roleOf(await signIn(world, 'cashier'))).toBe('CASHIER');
  expect(await world.connection.collection('invitations').countDocuments()).toBe(0);
});
