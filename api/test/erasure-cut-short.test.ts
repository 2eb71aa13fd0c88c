/** An erasure that is cut between two of its steps, as by a crash, is finished by whoever comes next. */
import type { Overrides } from '@foyer/api/compose';
import { listAuditEntries } from '@foyer/shared/http/audit';
import { confirmBooking } from '@foyer/shared/http/bookings';
import { lockSeats } from '@foyer/shared/http/holds';
import { invitePerson } from '@foyer/shared/http/people';
import { erasePerson } from '@foyer/shared/http/privacy';
import { getMe } from '@foyer/shared/http/sign-in';
import type { UserId } from '@foyer/shared/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { firstSeats, shows } from './harness/cinema.ts';
import type { Client } from './harness/client.ts';
import { eventually } from './harness/eventually.ts';
import { accountOf } from './harness/people.ts';
import { everythingStored } from './harness/stored.ts';

const open = { params: { id: shows.open } };
const body = { reason: 'a test', force: true };
const minuteMs = 60_000;
const free = [...firstSeats(20)];

/** The step before which the next erasure is cut, or none. */
let cutBefore: string | null = null;
type Holdings = NonNullable<NonNullable<Overrides['wrap']>['holdings']>;
const cutting: Holdings = (holdings) => [
  ...holdings.map(({ name, erase }) => ({
    name,
    erase: (...given: Parameters<typeof erase>) => (cut(name), erase(...given)),
  })),
  { name: 'account', erase: () => Promise.resolve(cut('account')) },
];
function cut(name: string): void {
  if (cutBefore === name) throw new Error(`cut before ${name}`);
}

let box: BoxOffice;
let ada: Client;
beforeAll(async () => {
  box = await startBoxOffice({ overrides: { wrap: { holdings: cutting } } });
  ada = await box.signIn('ADMIN');
});
afterAll(() => box.stop());

const steps = ['sessions', 'invitations', 'bookings', 'account'];

async function guestOf(name: string): Promise<{ readonly id: UserId; readonly words: readonly string[] }> {
  const email = `${name}@example.test`;
  const { id } = (await (await box.signIn(email)).call(getMe)).body.user;
  const clerk = box.actAs('CASHIER');
  const held = await clerk.call(lockSeats, { ...open, body: { seats: free.splice(0, 1) } });
  const sale = { holdId: held.body.hold.id, contact: { email, name } };
  await clerk.call(confirmBooking, { ...open, body: sale });
  await ada.call(invitePerson, { body: { email, role: 'CASHIER' } });
  return { id, words: [name, accountOf(email).sub] };
}

async function expectErased({ id, words }: { readonly id: UserId; readonly words: readonly string[] }) {
  const stored = await everythingStored(box);
  expect(words.filter((word) => stored.includes(word))).toEqual([]);
  const { entries } = (await ada.call(listAuditEntries, { query: { target: id } })).body;
  expect(entries.filter(({ action }) => action === 'people.erased')).toHaveLength(1);
}

test.each(steps)('cut before %s, the person is out, and the same request finishes it', async (step) => {
  const guest = await guestOf(`cutone${step}`);
  cutBefore = step;
  const answer = await ada.call(erasePerson, { params: { id: guest.id }, body });
  cutBefore = null;
  expect(answer.code).toBe('internal');
  await expect(box.signIn(`cutone${step}@example.test`)).rejects.toThrow('access_denied');
  expect((await ada.call(erasePerson, { params: { id: guest.id }, body })).status).toBe(200);
  await expectErased(guest);
});

test.each(steps)('cut before %s, a worker finishes it', async (step) => {
  const guest = await guestOf(`cuttwo${step}`);
  cutBefore = step;
  await ada.call(erasePerson, { params: { id: guest.id }, body });
  cutBefore = null;
  box.clock.advance(minuteMs);
  box.wakeWorkers();
  await eventually(() => expectErased(guest), 15_000);
});

test('what a request wrote that had begun before is taken away by a second look', async () => {
  const { id } = await guestOf('straggler');
  await ada.call(erasePerson, { params: { id }, body });
  const bookings = box.connection.collection('bookings');
  const contact = { email: 'straggler@example.test', name: 'straggler' };
  await bookings.updateOne({}, { $set: { customerId: id, contact } });
  box.clock.advance(16 * minuteMs);
  box.wakeWorkers();
  await eventually(async () => {
    expect(await everythingStored(box)).not.toContain('straggler');
  }, 15_000);
});
