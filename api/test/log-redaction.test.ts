/** A log at its finest level, over sign-ins, sales, mails, invitations and failures of every kind, and what it must not hold. */
import { createLogger } from '@foyer/api/platform/logger';
import { randomIds } from '@foyer/api/platform/random-ids';
import { confirmBooking } from '@foyer/shared/http/bookings';
import { lockSeats, offerHold, takeOverHold } from '@foyer/shared/http/holds';
import { invitePerson } from '@foyer/shared/http/people';
import { erasePerson, exportMe } from '@foyer/shared/http/privacy';
import { getMe } from '@foyer/shared/http/sign-in';
import { signIn } from '@foyer/tools/sign-in/sign-in';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { seats, shows } from './harness/cinema.ts';
import type { Client } from './harness/client.ts';
import { eventually } from './harness/eventually.ts';
import { accountOf } from './harness/people.ts';

const open = { params: { id: shows.open } };
const lines: string[] = [];
/** Everything that must not be in the log, with what it is. */
const secrets = new Map<string, string>();
const contact = { email: 'wanda.guest@example.test', name: 'Wanda Winterfeld' };
const card = '4242 4242 4242 4242';

let box: BoxOffice;
let broken = false;
beforeAll(async () => {
  const next = (prefix: string): string => {
    if (broken && prefix === 'h') throw new Error(`no hold for ${contact.email}, card ${card}`);
    return randomIds.next(prefix);
  };
  const log = createLogger('trace', { write: (line) => void lines.push(line) });
  box = await startBoxOffice({
    // Nothing answers there, so that each mail is a warning.
    env: { SMTP_URL: 'smtp://post:hunter2@127.0.0.1:9', MAIL_FROM: 'a@corner.example' },
    overrides: { log, ids: { ...randomIds, next } },
  });
  watchFetch();
});
afterAll(async () => {
  vi.restoreAllMocks();
  await box.stop();
});

/** Notes each code, state, nonce, challenge, token and cookie that goes over the line. */
function watchFetch(): void {
  const real = globalThis.fetch;
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const reply = await real(input, init);
    const places = [
      input instanceof Request ? input.url : String(input),
      reply.headers.get('location') ?? '',
    ];
    for (const place of places.filter((one) => URL.canParse(one))) {
      for (const [name, value] of new URL(place).searchParams) note(name, value);
    }
    for (const cookie of reply.headers.getSetCookie()) note('cookie', cookie.split(/[=;]/)[1] ?? '');
    if (typeof init?.body === 'string') noteAll(jsonIn(init.body));
    if (reply.headers.get('content-type')?.includes('json')) noteAll(await reply.clone().json());
    return reply;
  });
}

const telling = /state|nonce|code|challenge|verifier|token|cookie|email|^name$|sub|hint|qr/i;
/** Names of things, which are no secrets: of the cinema, its shows, its prices and its programs. */
const harmless = new Set([
  'Up',
  'Adult',
  'Child',
  'Hall 1',
  'h1',
  'S256',
  'code',
  'PENDING',
  'Bearer',
  'internal',
]);

function note(name: string, value: unknown): void {
  if (typeof value !== 'string' || !telling.test(name) || harmless.has(value) || value.length < 6) return;
  if (/^[a-z]+(?:[.-][a-z]+)+$/.test(value) || /method|tokenType/i.test(name)) return; // a problem's code
  secrets.set(value, name);
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // one of the bodies that nobody can read
  }
}

function noteAll(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    note(name, inner);
    noteAll(inner);
  }
}

async function sell(client: Client, seat: string, more: Record<string, unknown> = {}): Promise<void> {
  const held = await client.call(lockSeats, { ...open, body: { seats: seats(seat) } });
  await client.call(confirmBooking, { ...open, body: { holdId: held.body.hold.id, ...more } });
}

/** A whole evening takes its time where other files run beside it. */
const eveningMs = 90_000;

test(
  'the log has no token, code, verifier, cookie, address, name or card in it',
  { timeout: eveningMs },
  async () => {
    const email = 'valentin.vogel@example.test';
    const guest = await box.signIn(email);
    const { user } = (await guest.call(getMe)).body;
    const { refreshToken } = await signIn(box.origin, email);
    const ada = await box.signIn('ADMIN');
    const clerk = await box.signIn('CASHIER');
    secrets.set(accountOf(email).sub, 'sub').set('hunter2', 'password').set(card, 'card');
    for (const word of Object.values(contact)) secrets.set(word, 'contact');

    await sell(clerk, 'B1', { contact });
    await sell(guest, 'B2', { payments: [{ tender: 'ONLINE', amountMinor: 1_000, token: 'pm_card_visa' }] });
    await sell(guest, 'B3', {
      payments: [{ tender: 'ONLINE', amountMinor: 1_000, token: 'pm_card_chargeDeclined' }],
    });
    const held = await guest.call(lockSeats, { ...open, body: { seats: seats('B4') } });
    const { code } = (await guest.call(offerHold, { ...open, body: { holdId: held.body.hold.id } })).body;
    await clerk.call(takeOverHold, { body: { code } });
    await ada.call(invitePerson, { body: { email: 'ivo.invited@example.test', role: 'CASHIER' } });
    await guest.call(exportMe);

    // Each place a secret may be put in by mistake.
    const { accessToken = '' } = guest;
    const headers = { cookie: `foyer=${refreshToken}`, 'x-token': accessToken };
    await guest.send('GET', `/api/showtimes/${accessToken}/seat-map?token=${accessToken}`, { headers });
    await guest.send('GET', `/api/${encodeURIComponent(email)}/${refreshToken}`, { headers });
    await box.anonymous.send('POST', '/api/auth/refresh', { body: { refreshToken: `${refreshToken}x` } });
    await box.anonymous.send('POST', '/api/auth/token', { body: { code: accessToken, pin: '471147' } });
    await box.anonymous.send('GET', `/api/auth/google/callback?state=${accessToken}&code=${refreshToken}`);
    await guest.send('POST', '/api/showtimes/s-open/seats/lock', { body: `{"card": "${card}"`, headers });
    broken = true;
    await guest.send('POST', '/api/showtimes/s-open/seats/lock', { body: { seats: ['B5'] }, headers });
    broken = false;
    await eventually(() => {
      expect(lines.filter((line) => line.includes('a mail was not sent')).length).toBeGreaterThanOrEqual(3);
      return Promise.resolve();
    }, 30_000);
    await ada.call(erasePerson, { params: { id: user.id }, body: { reason: 'a test', force: true } });

    const kinds = new Set(secrets.values());
    expect([...kinds]).toEqual(
      expect.arrayContaining([
        'accessToken',
        'refreshToken',
        'code',
        'codeVerifier',
        'state',
        'nonce',
        'email',
      ]),
    );
    const log = lines.join('').toLowerCase();
    const leaks = [...secrets].filter(([secret]) =>
      [secret, encodeURIComponent(secret)].some((form) => log.includes(form.toLowerCase())),
    );
    expect(leaks).toEqual([]);
    expect(log).toContain('a request failed by a defect');
  },
);
