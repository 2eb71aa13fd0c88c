import { changeRole, disablePerson, listPeople } from '@foyer/shared/http/people';
import { removePin, setPin, signInByPin } from '@foyer/shared/http/pin';
import { getMe, refreshTokens } from '@foyer/shared/http/sign-in';
import { listTillPeople } from '@foyer/shared/http/tills';
import { UserId } from '@foyer/shared/ids';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { Client } from './harness/client.ts';
import { eventually } from './harness/eventually.ts';
import { enrolledTill, pinPerson, tryPin, type PinPerson, type TestTill } from './harness/tills.ts';

const wrongPin = '1470';
const lockMs = 15 * 60_000;

let box: BoxOffice;
let till: TestTill;
let people = 0;
beforeAll(async () => {
  box = await startBoxOffice({ cinema: null });
  till = await enrolledTill(box);
});
afterAll(() => box.stop());

/** A cashier of the test's own, with a PIN at the till. */
const newPerson = (): Promise<PinPerson> =>
  pinPerson(box, till, { email: `pin-${(people += 1)}@example.test` });
const wrongly = (person: { readonly id: UserId }) => tryPin(box, till, { id: person.id, pin: wrongPin });
const peopleHere = async () =>
  (await box.anonymous.call(listTillPeople, { headers: till.headers })).body.people.map(({ id }) => id);
const actionsUpon = async ({ id }: PinPerson) => {
  const found = await box.connection
    .collection<{ action: string }>('auditEntries')
    .find({ $or: [{ 'target.id': id }, { 'actor.id': id }], action: /^(pin|sign-in)/ })
    .sort({ seq: 1 })
    .toArray();
  return found.map(({ action }) => action);
};

describe('a PIN', () => {
  test('signs its person in at a till where they were before, by name and for less than everything', async () => {
    const person = await newPerson();
    expect(await peopleHere()).toContain(person.id);
    const { accessToken } = (await tryPin(box, till, person)).body;
    const client = new Client(box.origin, accessToken);
    const me = (await client.call(getMe)).body;
    expect([me.user.id, me.signedInBy, me.till?.id]).toEqual([person.id, 'PIN', till.id]);
    expect((await client.call(setPin, { body: { pin: '9021' } })).code).toBe('sign-in.google-needed');
    expect((await client.call(removePin)).code).toBe('sign-in.google-needed');
  });

  test('of a manager does not reach people', async () => {
    const manager = await pinPerson(box, till, { email: 'manager@example.test', role: 'MANAGER' });
    const client = new Client(box.origin, (await tryPin(box, till, manager)).body.accessToken);
    expect((await client.call(listPeople)).code).toBe('sign-in.google-needed');
    expect((await manager.client.call(listPeople)).code).toBeNull();
  });

  test('is told at its till with whether it decides what others ask for', async () => {
    const boss = await pinPerson(box, till, { email: 'boss@example.test', role: 'MANAGER' });
    const person = await newPerson();
    const { people: here } = (await box.anonymous.call(listTillPeople, { headers: till.headers })).body;
    const mayDecide = new Map(here.map(({ id, mayDecide: may }) => [id, may]));
    expect([boss, person].map(({ id }) => mayDecide.get(id))).toEqual([true, false]);
  });

  test('is worth nothing at another till, without a till, or to somebody else', async () => {
    const [one, other] = [
      await newPerson(),
      await pinPerson(box, till, { email: 'o@example.test', pin: '9021' }),
    ];
    expect((await tryPin(box, await enrolledTill(box), one)).code).toBe('pin.refused');
    expect((await box.anonymous.call(signInByPin, { body: { userId: one.id, pin: one.pin } })).code).toBe(
      'till.refused',
    );
    expect((await tryPin(box, till, { id: one.id, pin: other.pin })).code).toBe('pin.refused');
  });

  test('that is wrong five times in a row locks for a quarter of an hour, then for half an hour', async () => {
    const person = await newPerson();
    const answers = [];
    for (let index = 0; index < 5; index += 1) answers.push((await wrongly(person)).problem);
    expect(answers.map((problem) => problem?.details['attemptsLeft'] ?? problem?.code)).toEqual([
      4,
      3,
      2,
      1,
      'pin.locked',
    ]);
    expect((await tryPin(box, till, person)).code).toBe('pin.locked');
    box.clock.advance(lockMs);
    for (let index = 0; index < 5; index += 1) await wrongly(person);
    box.clock.advance(lockMs);
    expect((await tryPin(box, till, person)).code).toBe('pin.locked');
    box.clock.advance(lockMs);
    expect((await tryPin(box, till, person)).code).toBeNull();
  });

  test('that is right begins the count anew', async () => {
    const person = await newPerson();
    for (let index = 0; index < 4; index += 1) await wrongly(person);
    expect((await tryPin(box, till, person)).code).toBeNull();
    expect((await wrongly(person)).problem?.details).toEqual({ attemptsLeft: 4 });
  });

  test('is guessed no more than five times, however many guess at once', async () => {
    const person = await newPerson();
    const node = new Client((await box.addNode()).address);
    const body = { userId: person.id, pin: wrongPin };
    const guesses = Array.from({ length: 20 }, (_, index) =>
      (index % 2 ? node : box.anonymous).call(signInByPin, { body, headers: till.headers }),
    );
    const problems = (await Promise.all(guesses)).map(({ problem }) => problem);
    const lefts = problems.flatMap((problem) => problem?.details['attemptsLeft'] ?? []).map(Number);
    expect(lefts.toSorted((one, other) => one - other)).toEqual([1, 2, 3, 4]);
    expect(problems.filter((problem) => problem?.code === 'pin.locked')).toHaveLength(16);
    expect((await actionsUpon(person)).filter((action) => action === 'pin.locked')).toHaveLength(1);
  });

  test('of nobody is refused and locked like that of somebody', async () => {
    const nobody = { id: UserId.parse('usr_nobody') };
    const codes = [];
    for (let index = 0; index < 6; index += 1) codes.push((await wrongly(nobody)).code);
    expect(codes).toEqual([...Array.from({ length: 4 }, () => 'pin.refused'), 'pin.locked', 'pin.locked']);
  });

  test('ends two weeks after the last sign-in with Google', async () => {
    const person = await newPerson();
    box.clock.advance(14 * 86_400_000);
    expect((await tryPin(box, till, person)).code).toBe('pin.refused');
    expect(await peopleHere()).not.toContain(person.id);
  });
});

describe('whoever manages people ends a PIN', () => {
  test('by disabling its person, who is refused like a stranger', async () => {
    const person = await newPerson();
    const admin = await box.signIn('ADMIN');
    const params = { id: person.id };
    await admin.call(disablePerson, { params, body: { reason: 'left' } });
    expect((await tryPin(box, till, person)).code).toBe('pin.refused');
    expect(await peopleHere()).not.toContain(person.id);
  });

  test('by making its person a USER, and it does not come back with the role', async () => {
    const person = await newPerson();
    const { accessToken, refreshToken } = (await tryPin(box, till, person)).body;
    const admin = await box.signIn('ADMIN');
    const params = { id: person.id };
    await admin.call(changeRole, { params, body: { role: 'USER' } });
    await eventually(async () => {
      expect((await new Client(box.origin, accessToken).call(getMe)).code).toBe('auth.refused');
    }, 1_000);
    const renewed = await box.anonymous.call(refreshTokens, {
      body: { refreshToken },
      headers: till.headers,
    });
    expect(renewed.problem?.details).toEqual({ reason: 'pin-ended' });
    await admin.call(changeRole, { params, body: { role: 'CASHIER' } });
    expect((await tryPin(box, till, person)).code).toBe('pin.refused');
  });
});

describe('its person', () => {
  test('ends the sessions of a PIN with it, and all of it is in the audit', async () => {
    const person = await newPerson();
    const byPin = new Client(box.origin, (await tryPin(box, till, person)).body.accessToken);
    expect((await person.client.call(getMe)).body.pin).not.toBeNull();
    await wrongly(person);
    await person.client.call(removePin);
    await eventually(async () => expect((await byPin.call(getMe)).code).toBe('auth.refused'), 1_000);
    expect((await person.client.call(getMe)).body.pin).toBeNull();
    expect((await tryPin(box, till, person)).code).toBe('pin.refused');
    expect((await actionsUpon(person)).slice(2)).toEqual([
      'pin.set',
      'sign-in.success',
      'sign-in.refused',
      'pin.removed',
      'sign-in.refused',
    ]);
  });

  test('chooses none that everybody would guess', async () => {
    const { client } = await newPerson();
    expect((await client.call(setPin, { body: { pin: '1234' } })).code).toBe('request.unfit');
  });
});
