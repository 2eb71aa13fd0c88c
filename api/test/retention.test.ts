import { listAuditEntries } from '@foyer/shared/http/audit';
import { confirmBooking } from '@foyer/shared/http/bookings';
import { lockSeats } from '@foyer/shared/http/holds';
import { getMe } from '@foyer/shared/http/sign-in';
import type { UserId } from '@foyer/shared/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { seats, shows } from './harness/cinema.ts';
import type { Client } from './harness/client.ts';
import { eventually } from './harness/eventually.ts';

const open = { params: { id: shows.open } };
const dayMs = 86_400_000;

let box: BoxOffice;
let ada: Client;
beforeAll(async () => {
  const days = { RETENTION_CONTACT_DAYS: '10', RETENTION_MAIL_DAYS: '20', RETENTION_CUSTOMER_DAYS: '400' };
  const mail = { SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'a@corner.example' };
  box = await startBoxOffice({ env: { ...days, ...mail } });
  ada = await box.signIn('ADMIN');
});
afterAll(() => box.stop());

async function sellTo(client: Client, seat: string, more: Record<string, unknown>): Promise<string> {
  const held = await client.call(lockSeats, { ...open, body: { seats: seats(seat) } });
  const body = { holdId: held.body.hold.id, ...more };
  return (await client.call(confirmBooking, { ...open, body })).body.booking.id;
}

const stored = (collection: string, id: string) =>
  box.connection.collection<{ _id: string }>(collection).findOne({ _id: id });
const idOf = async (client: Client): Promise<UserId> => (await client.call(getMe)).body.user.id;

/** What the trail says of the runs so far, the newest first. */
async function runs() {
  const query = { action: 'retention.applied' as const };
  return (await ada.call(listAuditEntries, { query })).body.entries.map(({ after }) => after);
}

test('contacts, mails and customers go when their time is over, one after the other, and not before', async () => {
  const contact = { email: 'left-it@example.test', name: 'Left It' };
  const sold = await sellTo(box.actAs('CASHIER'), 'B1', { contact });
  const id = await idOf(await box.signIn('long-gone@example.test'));
  const staff = await idOf(await box.signIn('CASHIER'));
  const notifications = box.connection.collection('notifications');
  await eventually(async () => expect(await notifications.countDocuments()).toBe(1));
  await notifications.updateMany({}, { $set: { status: 'DEAD', endedAt: box.clock.now() } });

  box.clock.advance(11 * dayMs);
  await eventually(
    async () => expect(await runs()).toEqual([{ contacts: 1, mails: 0, customers: 0 }]),
    10_000,
  );
  expect(await stored('bookings', sold)).toMatchObject({
    contact: null,
    status: 'BOOKED',
    totalMinor: 1_000,
  });
  expect(await notifications.countDocuments()).toBe(1);

  box.clock.advance(10 * dayMs);
  await eventually(async () => expect(await runs()).toHaveLength(2), 10_000);
  expect(await notifications.countDocuments()).toBe(0);
  expect(await stored('users', id)).not.toBeNull();

  box.clock.advance(380 * dayMs);
  await eventually(async () => expect(await runs()).toHaveLength(3), 10_000);
  expect((await runs())[0]).toEqual({ contacts: 0, mails: 0, customers: 1 });
  expect(await stored('users', id)).toBeNull();
  expect(await stored('users', staff)).not.toBeNull();
  const { entries } = (await ada.call(listAuditEntries, { query: { target: id } })).body;
  expect(entries[0]).toMatchObject({ action: 'people.erased', reason: 'never came back' });
});

test('what falls at a moment of its own, the database removes: each such collection has an index for it', async () => {
  const expiring = ['sessions', 'signInAttempts', 'oneTimeCodes', 'invitations'];
  const found = await Promise.all(
    expiring.map(async (name) => {
      const indexes = await box.connection.collection(name).indexes();
      return indexes.filter(({ expireAfterSeconds }) => expireAfterSeconds === 0).map(({ key }) => key);
    }),
  );
  expect(found).toEqual([[{ removeAt: 1 }], [{ expiresAt: 1 }], [{ expiresAt: 1 }], [{ expiresAt: 1 }]]);
});
