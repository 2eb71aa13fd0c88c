import { getBooking } from '@foyer/shared/http/booking-flow';
import { listAuditEntries } from '@foyer/shared/http/audit';
import { confirmBooking, type Booking } from '@foyer/shared/http/bookings';
import { lockSeats } from '@foyer/shared/http/holds';
import { changeRole, invitePerson, listPeople } from '@foyer/shared/http/people';
import { erasePerson, exportMe, exportPerson } from '@foyer/shared/http/privacy';
import { getMe } from '@foyer/shared/http/sign-in';
import type { UserId } from '@foyer/shared/ids';
import { signIn } from '@foyer/tools/sign-in/sign-in';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { seats, shows } from './harness/cinema.ts';
import type { Client } from './harness/client.ts';
import { eventually } from './harness/eventually.ts';
import { accountOf } from './harness/people.ts';
import { everythingStored } from './harness/stored.ts';
import { enrolledTill, pinPerson, tryPin } from './harness/tills.ts';

const open = { params: { id: shows.open } };
const reason = 'asked for it by letter';

let box: BoxOffice;
let ada: Client;
beforeAll(async () => {
  // Nothing listens there: mails stay waiting, which is as much as can be kept about them.
  box = await startBoxOffice({ env: { SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'a@corner.example' } });
  ada = await box.signIn('ADMIN');
});
afterAll(() => box.stop());

const idOf = async (client: Client): Promise<UserId> => (await client.call(getMe)).body.user.id;

async function buy(client: Client, seat: string, more: Record<string, unknown> = {}): Promise<Booking> {
  const held = await client.call(lockSeats, { ...open, body: { seats: seats(seat) } });
  const body = { holdId: held.body.hold.id, ...more };
  return (await client.call(confirmBooking, { ...open, body })).body.booking;
}

const online = { payments: [{ tender: 'ONLINE', amountMinor: 1_000, token: 'pm_card_visa' }] };

/** Somebody with a bit of everything: a sale of their own, one at the counter to their address, an invitation. */
async function guestWithHistory(name: string, [first, second]: readonly [string, string]) {
  const email = `${name}@example.test`;
  const guest = await box.signIn(email);
  const id = await idOf(guest);
  const own = await buy(guest, first, { ...online, contact: { email, name } });
  const sold = await buy(box.actAs('CASHIER'), second, { contact: { email: email.toUpperCase(), name } });
  await ada.call(invitePerson, { body: { email, role: 'CASHIER' } });
  return { guest, id, email, own, sold, sub: accountOf(email).sub };
}

test('an export holds everything that is kept about a person, is theirs to take, and is audited', async () => {
  const { guest, id, email, own, sold, sub } = await guestWithHistory('exporta', ['B1', 'B2']);
  await eventually(async () => {
    expect((await guest.call(exportMe)).body.mails.map(({ kind }) => kind)).toHaveLength(3);
  });
  const mine = (await guest.call(exportMe)).body;
  expect(mine.account).toMatchObject({ id, email, googleSub: sub, name: 'exporta', role: 'USER' });
  expect(mine.sessions).toMatchObject([{ endedAt: null, client: { kind: 'DESKTOP' } }]);
  expect(mine.invitations).toMatchObject([{ relation: 'RECEIVED', role: 'CASHIER', email }]);
  expect(mine.bookings.map((one) => [one.id, one.ownAccount, one.contact?.name])).toEqual([
    [sold.id, false, 'exporta'],
    [own.id, true, 'exporta'],
  ]);
  expect(mine.mails.map(({ kind }) => kind).sort()).toEqual(['INVITATION', 'TICKETS', 'TICKETS']);
  expect(mine.audit.map(({ action }) => action)).toContain('sign-in.success');
  expect([mine.pin, mine.cut]).toEqual([null, []]);
  const byAdmin = (await ada.call(exportPerson, { params: { id } })).body;
  expect(byAdmin.audit[0]).toMatchObject({ action: 'people.exported', actor: { id } });
  expect(byAdmin.bookings).toEqual(mine.bookings);
  const { entries } = (await ada.call(listAuditEntries, { query: { action: 'people.exported' } })).body;
  expect(entries[0]).toMatchObject({ actor: { id: await idOf(ada) }, target: { kind: 'user', id } });
});

test('whom somebody invited is not in the export of who invited', async () => {
  const own = await idOf(ada);
  await ada.call(invitePerson, { body: { email: 'third-party@example.test', role: 'CASHIER' } });
  const { text } = await ada.send('GET', `/api/admin/people/${own}/export`);
  expect(text).toContain('GIVEN');
  expect(text).not.toContain('third-party');
});

test('after an erasure no collection and no key of Redis knows address, name or Google account', async () => {
  const { guest, id, email, own, sold, sub } = await guestWithHistory('erasmus', ['C1', 'C2']);
  const words = [email, 'erasmus', sub];
  const before = await everythingStored(box);
  expect(words.filter((word) => before.includes(word))).toEqual(words);
  expect(before).toContain(`${box.namespace}:`);

  const refused = await ada.call(erasePerson, { params: { id }, body: { reason } });
  expect(refused.problem?.details).toEqual({ open: 0, upcoming: 2 });
  const { body } = await ada.call(erasePerson, { params: { id }, body: { reason, force: true } });
  const after = await everythingStored(box);
  expect(words.filter((word) => after.includes(word))).toEqual([]);

  expect((await ada.call(erasePerson, { params: { id }, body: { reason } })).body).toEqual(body);
  expect((await guest.call(getMe)).code).toBe('auth.refused');
  const kept = (await box.actAs('MANAGER').call(getBooking, { params: { id: own.id } })).body.booking;
  expect(kept.payments).toMatchObject([{ status: 'CAPTURED', amountMinor: 1_000 }]);
  expect(kept.tickets).toHaveLength(1);
  expect((await box.actAs('MANAGER').call(getBooking, { params: { id: sold.id } })).status).toBe(200);
  const { entries } = (await ada.call(listAuditEntries, { query: { target: id } })).body;
  expect(entries.filter(({ action }) => action === 'people.erased')).toMatchObject([
    { actor: { id: await idOf(ada), role: 'ADMIN' }, target: { kind: 'user', id }, reason },
  ]);
});

test('an export knows the PIN and the till, and an erasure leaves neither', async () => {
  const till = await enrolledTill(box);
  const { id, client } = await pinPerson(box, till, { email: 'pinned@example.test' });
  await tryPin(box, till, { id, pin: '1470' });
  const { pin, sessions } = (await client.call(exportMe)).body;
  expect(Date.parse(pin?.expiresAt ?? '')).toBeGreaterThan(Date.now());
  expect(sessions.map(({ tillId }) => tillId)).toContain(till.id);
  await ada.call(erasePerson, { params: { id }, body: { reason } });
  const { db } = box.connection;
  const kept = await Promise.all([
    db?.collection<{ _id: string }>('pins').countDocuments({ _id: id }),
    db?.collection<{ _id: string }>('pinTries').countDocuments({ _id: id }),
    db?.collection('tills').countDocuments({ people: id }),
  ]);
  expect(kept).toEqual([0, 0, 0]);
});

test('the same Google account is somebody new afterwards', async () => {
  const first = await idOf(await box.signIn('again@example.test'));
  await ada.call(changeRole, { params: { id: first }, body: { role: 'CASHIER' } });
  await ada.call(erasePerson, { params: { id: first }, body: { reason } });
  const guest = await box.signIn('again@example.test');
  const { user } = (await guest.call(getMe)).body;
  expect(user.role).toBe('USER');
  expect(user.id).not.toBe(first);
  expect((await guest.call(exportMe)).body.audit.map(({ target }) => target.id)).not.toContain(first);
  const { people } = (await ada.call(listPeople, { query: { search: 'again' } })).body;
  expect(people.map((person) => person.id)).toEqual([user.id]);
});

test('an erased person is out at once: access token and refresh token are refused', async () => {
  const email = 'outright@example.test';
  const id = await idOf(await box.signIn(email));
  const { accessToken, refreshToken } = await signIn(box.origin, email);
  await ada.call(erasePerson, { params: { id }, body: { reason } });
  const headers = { authorization: `Bearer ${accessToken}` };
  await eventually(async () => {
    const reply = await box.anonymous.send('GET', '/api/me/sessions', { headers });
    expect(reply.status).toBe(401);
  }, 1_000);
  const refreshed = await box.anonymous.send('POST', '/api/auth/refresh', { body: { refreshToken } });
  expect(refreshed.status).toBe(401);
});

test('the reason, which is kept for ever, must not say who it is about', async () => {
  const id = await idOf(await box.signIn('nameless@example.test'));
  for (const said of ['Nameless asked for it', 'mail from NAMELESS@example.test']) {
    const refused = await ada.call(erasePerson, { params: { id }, body: { reason: said } });
    expect(refused.code).toBe('request.unfit');
  }
});

test('two administrators who erase one person at once have one erasure', async () => {
  const id = await idOf(await box.signIn('both@example.test'));
  const wish = { params: { id }, body: { reason } };
  const answers = await Promise.all([ada.call(erasePerson, wish), ada.call(erasePerson, wish)]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  const { entries } = (await ada.call(listAuditEntries, { query: { target: id } })).body;
  expect(entries.filter(({ action }) => action === 'people.erased')).toHaveLength(1);
});
