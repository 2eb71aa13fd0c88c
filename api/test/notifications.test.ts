import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listAuditEntries } from '@foyer/shared/http/audit';
import { confirmBooking, refundBooking, type Booking } from '@foyer/shared/http/bookings';
import { getAdminHealth } from '@foyer/shared/http/health';
import { lockSeats } from '@foyer/shared/http/holds';
import { startMailCatcher, type MailCatcher } from '@foyer/tools/doubles/mail-catcher';
import { freePort } from '@foyer/tools/engines/ports';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { seats, shows } from './harness/cinema.ts';
import type { Client } from './harness/client.ts';
import { eventually } from './harness/eventually.ts';

const open = { params: { id: shows.open } };

let folder: string;
let port: number;
let catcher: MailCatcher;
let box: BoxOffice;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-mail-'));
  port = await freePort();
  catcher = await start();
  const env = { SMTP_URL: catcher.url, MAIL_FROM: 'Corner House <tickets@corner.example>' };
  box = await startBoxOffice({ env });
  await box.addNode();
});
afterAll(async () => {
  await box.stop();
  await catcher.stop();
  await rm(folder, { recursive: true, force: true });
});

function start(): Promise<MailCatcher> {
  const refuse = (address: string): number | undefined => (address.startsWith('nobody') ? 550 : undefined);
  return startMailCatcher({ folder, port, refuse });
}

async function sell(client: Client, seat: string, more: Record<string, unknown>): Promise<Booking> {
  const held = await client.call(lockSeats, { ...open, body: { seats: seats(seat) } });
  const body = { holdId: held.body.hold.id, ...more };
  return (await client.call(confirmBooking, { ...open, body })).body.booking;
}

/** The only mail so far to an address, its soft line breaks undone. */
async function mailTo(address: string, about: string): Promise<string> {
  return eventually(async () => {
    const mails = (await catcher.mails()).filter(
      (mail) => new RegExp(`^To: .*${address}`, 'm').test(mail) && mail.includes(about),
    );
    expect(mails).toHaveLength(1);
    return (mails[0] ?? '').replaceAll(/=\r\n/g, '');
  }, 15_000);
}

test('a guest of the counter gets signed tickets with codes, once, though two workers run', async () => {
  const contact = { email: 'greta@example.test', name: 'Greta <b>Guest</b>' };
  const booking = await sell(box.actAs('CASHIER'), 'B1', { contact });
  const mail = await mailTo(contact.email, 'Your ticket');
  expect(mail).toContain('From: Corner House <tickets@corner.example>');
  expect(mail).toContain(booking.reference);
  expect(mail).toContain(booking.tickets[0]?.qr.slice(0, 40));
  expect(mail).toContain('image/png');
  expect(mail).not.toContain('<b>Guest</b></p>');
  expect(mail).toMatch(/^Message-ID: <[0-9a-f]{32}@corner\.example>/m);
});

test('a customer gets mail at the account’s own address, the counter’s nameless guest none', async () => {
  await sell(box.actAs('CASHIER'), 'B2', {});
  const anna = await box.signIn('anna@example.test');
  await sell(anna, 'B3', { payments: [{ tender: 'ONLINE', amountMinor: 1_000 }] });
  expect(await mailTo('anna@example.test', 'Your ticket')).toContain('10.00');
  // The mail arrives a moment before the notifier writes down that it did.
  await eventually(async () => {
    const notifications = await box.connection.collection('notifications').find().toArray();
    expect(notifications.map(({ status }) => status as string)).toEqual(['SENT', 'SENT']);
  });
});

test('a refund is told with seats and money', async () => {
  const clerk = box.actAs('CASHIER');
  const { id } = await sell(clerk, 'B4', { contact: { email: 'rita@example.test' } });
  await clerk.call(refundBooking, { params: { id }, body: { reason: 'a test' } });
  const mail = await mailTo('rita@example.test', 'Your refund');
  expect(mail).toContain('B4');
  expect(mail).toContain('10.00 goes back');
});

test('a mail server that is away costs nobody a mail', async () => {
  await catcher.stop();
  await sell(box.actAs('CASHIER'), 'B5', { contact: { email: 'walter@example.test' } });
  const waiting = box.connection.collection('notifications');
  await eventually(async () =>
    expect(await waiting.countDocuments({ status: 'WAITING', lastError: { $ne: null } })).toBe(1),
  );
  catcher = await start();
  box.clock.advance(60_000);
  await mailTo('walter@example.test', 'Your ticket');
});

test('a mail that is refused for good is given up, on record and in sight, without the address', async () => {
  const { id } = await sell(box.actAs('CASHIER'), 'B6', { contact: { email: 'nobody@example.test' } });
  const manager = box.actAs('MANAGER');
  const entries = await eventually(async () => {
    const found = (await manager.call(listAuditEntries, { query: { target: id } })).body.entries;
    expect(found.map(({ action }) => action)).toContain('notification.dead');
    return found;
  });
  expect(entries.find(({ action }) => action === 'notification.dead')).toMatchObject({ reason: '550' });
  expect(JSON.stringify(entries)).not.toContain('@');
  await eventually(async () => {
    const { lags } = (await manager.call(getAdminHealth)).body;
    expect(lags).toMatchObject({ notificationsDead: 1, notificationsWaiting: 0 });
  });
});

test('other programs read what became of bookings in the stream booking-events, and no address', async () => {
  const booking = await sell(box.actAs('CASHIER'), 'B7', { contact: { email: 'stream@example.test' } });
  await eventually(async () => {
    const entries = await box.redis.xrange(`${box.namespace}:{booking-events}`, '-', '+');
    const told = entries.map(([, fields]) => fields);
    const mine = told.find((fields) => fields.includes(booking.id)) ?? [];
    expect(Object.fromEntries(mine.flatMap((name, at) => (at % 2 ? [] : [[name, mine[at + 1]]])))).toEqual({
      event: `${booking.id}:1:booking.success`,
      action: 'booking.success',
      booking: booking.id,
      reference: booking.reference,
      showtime: shows.open,
      seats: 'B7',
      at: booking.createdAt,
    });
    expect(JSON.stringify(entries)).not.toContain('@');
  });
});

test.each([
  ['no address', { email: 'nowhere' }],
  ['a header of its own', { email: 'a@example.test\r\nBcc: b@example.test' }],
  ['a name of two lines', { email: 'a@example.test', name: 'A\nB' }],
])('a contact with %s is refused', async (_what, contact) => {
  const reply = await box
    .actAs('CASHIER')
    .call(confirmBooking, { ...open, body: { holdId: 'h_1', contact } });
  expect(reply.code).toBe('request.invalid');
});
