import { listAdmissions, replayAdmissions } from '@foyer/shared/http/admissions';
import { listAuditEntries } from '@foyer/shared/http/audit';
import { exchangeBooking } from '@foyer/shared/http/booking-flow';
import { confirmBooking, refundBooking, type Booking } from '@foyer/shared/http/bookings';
import { lockSeats } from '@foyer/shared/http/holds';
import { erasePerson, exportPerson } from '@foyer/shared/http/privacy';
import { getMe } from '@foyer/shared/http/sign-in';
import { SeatId, TicketTypeId } from '@foyer/shared/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { admit, admitByHand, admittedSeats, codeOf, undo } from './harness/admissions.ts';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { seats, shows } from './harness/cinema.ts';
import type { Client } from './harness/client.ts';
import { eventually } from './harness/eventually.ts';
import { invariantCheck, notOk, type InvariantCheck } from './harness/invariant-check.ts';
import { sell } from './harness/provocation-steps.ts';
import { counterOf } from './harness/shifts.ts';

let box: BoxOffice;
let check: InvariantCheck;
beforeAll(async () => {
  box = await startBoxOffice();
  check = await invariantCheck(box);
});
afterAll(async () => {
  check.stop();
  await box.stop();
});

const open = { params: { id: shows.open } };
const scans = [
  '0b0f7a0e-5d0e-4a51-9a7e-1f1f7d4b8f10',
  '3c2a1b00-5d0e-4a51-9a7e-1f1f7d4b8f11',
  '4d3b2c11-6e1f-4b62-8b8f-2a2a8e5c9a22',
] as const;

const told = async (action: 'ticket.admitted' | 'ticket.admission-undone' | 'ticket.admitted-twice') =>
  (await box.actAs('MANAGER').call(listAuditEntries, { query: { action } })).body.entries;

async function listed(client: Client, booking: Booking) {
  const { tickets } = (await client.call(listAdmissions, open)).body;
  return tickets.filter(({ reference }) => reference === booking.reference);
}

test('a party comes in one by one, and the door says who is missing', async () => {
  const { clerk } = await counterOf(box);
  const booking = await sell(clerk, ['B1', 'B2', 'B3']);
  const first = await admit(clerk, codeOf(booking, 'B2'), { place: 'Hall 1, left' });
  expect(first.body).toMatchObject({
    admission: { seat: 'B2', reference: booking.reference, where: 'Hall 1, left', ticketId: ticketId('B2') },
    party: { size: 3, admitted: 1, missing: ['B1', 'B3'] },
    again: false,
  });
  const second = await admitByHand(clerk, booking, 'B1');
  expect(second.body.party).toEqual({ size: 3, admitted: 2, missing: ['B3'] });
  expect((await listed(clerk, booking)).map(({ seat, admittedAt }) => [seat, admittedAt !== null])).toEqual([
    ['B1', true],
    ['B2', true],
    ['B3', false],
  ]);

  function ticketId(seat: string): string | undefined {
    return booking.tickets.find((one) => one.seat === seat)?.id;
  }
});

test('a second scan says when, where and by whom; the same scan sent again says the same', async () => {
  const { clerk, as } = await counterOf(box);
  const code = codeOf(await sell(clerk, ['B4']));
  const first = await admit(clerk, code, { key: 'scan-1' });
  const again = await admit(as('CASHIER', 'usr_other'), code, { key: 'scan-1' });
  expect(again.body).toEqual({ ...first.body, again: true });
  const other = await admit(box.actAs('CASHIER'), code);
  expect(other.problem).toMatchObject({
    code: 'ticket.admitted',
    details: { seat: 'B4', at: first.body.admission.at, where: first.body.admission.where },
  });
  expect(other.problem?.details['where']).toMatch(/\S/);
});

test('a scan id that was used for another seat of the party is refused', async () => {
  const clerk = box.actAs('CASHIER');
  const booking = await sell(clerk, ['B5', 'B6']);
  await admit(clerk, codeOf(booking, 'B5'), { key: 'scan-2' });
  expect((await admit(clerk, codeOf(booking, 'B6'), { key: 'scan-2' })).code).toBe('idempotency.mismatch');
});

test('an altered code lets nobody in', async () => {
  const clerk = box.actAs('CASHIER');
  const code = codeOf(await sell(clerk, ['B7']));
  expect((await admit(clerk, code.replace(':B7:', ':B8:'))).code).toBe('ticket.unknown');
});

test('a ticket that was exchanged lets nobody in, and the new one does', async () => {
  const clerk = box.actAs('CASHIER');
  const booking = await sell(clerk, ['B8']);
  const held = await clerk.call(lockSeats, { ...open, body: { seats: seats('B9') } });
  const body = { holdId: held.body.hold.id, reason: 'wants to sit elsewhere' };
  const swapped = await clerk.call(exchangeBooking, { params: { id: booking.id }, body });
  const answer = await admit(clerk, codeOf(booking));
  expect([answer.code, answer.problem?.details['what']]).toEqual(['ticket.given-back', 'EXCHANGED']);
  expect((await admit(clerk, codeOf(swapped.body.booking))).code).toBeNull();
});

test('seats whose guests are in are not given back; once that is undone they are, and their tickets die', async () => {
  const clerk = box.actAs('CASHIER');
  const manager = box.actAs('MANAGER');
  const booking = await sell(clerk, ['C1', 'C2']);
  await admit(clerk, codeOf(booking, 'C1'));
  const params = { id: booking.id };
  const all = await clerk.call(refundBooking, { params, body: { reason: 'ill' } });
  expect(all.problem).toMatchObject({ code: 'seats.admitted', details: { seats: ['C1'] } });
  const rest = await clerk.call(refundBooking, { params, body: { reason: 'ill', seats: seats('C2') } });
  expect(rest.body.booking.seats).toEqual(['C1']);
  expect((await undo(manager, booking, 'C1')).body.party).toEqual({ size: 1, admitted: 0, missing: ['C1'] });
  expect((await clerk.call(refundBooking, { params, body: { reason: 'ill' } })).code).toBeNull();
  expect((await admit(clerk, codeOf(booking, 'C1'))).code).toBe('ticket.given-back');
});

test('whoever let somebody in takes it back for five minutes; others and later need a manager', async () => {
  const clerk = box.actAs('CASHIER');
  const booking = await sell(clerk, ['C3']);
  await admit(clerk, codeOf(booking));
  expect((await undo(box.actAs('CASHIER'), booking, 'C3')).problem?.details['action']).toBe(
    'tickets.override',
  );
  expect((await undo(clerk, booking, 'C3')).code).toBeNull();
  await admit(clerk, codeOf(booking));
  box.clock.advance(5 * 60_000 + 1);
  expect((await undo(clerk, booking, 'C3')).code).toBe('action.forbidden');
  expect((await undo(box.actAs('MANAGER'), booking, 'C3')).code).toBeNull();
  expect((await admit(clerk, codeOf(booking))).body.again).toBe(false);
});

test('before the doors open only a manager lets somebody in', async () => {
  const { address } = await box.addNode({ DOORS_OPEN_MINUTES: '10' });
  const booking = await sell(box.actAs('CASHIER'), ['C4']);
  const clerk = box.actAs('CASHIER', undefined, address);
  expect((await admit(clerk, codeOf(booking))).code).toBe('ticket.too-early');
  expect((await admit(clerk, codeOf(booking), { early: true })).code).toBe('action.forbidden');
  const manager = box.actAs('MANAGER', undefined, address);
  expect((await admit(manager, codeOf(booking), { early: true })).code).toBeNull();
});

test('scans of a door without a connection are entered once each, whoever brings them in', async () => {
  const { clerk, as } = await counterOf(box);
  const booking = await sell(clerk, ['C5', 'C6']);
  const scannedAt = '2026-11-25T19:00:00.000Z';
  await admit(clerk, codeOf(booking, 'C6'));
  const body = {
    scans: [
      { scanId: scans[0], code: codeOf(booking, 'C5'), scannedAt, place: 'Side door' },
      { scanId: scans[1], reference: booking.reference, seat: SeatId.parse('C6'), scannedAt },
      { scanId: scans[2], code: codeOf(booking, 'C5').replace('C5', 'C7'), scannedAt },
    ],
  };
  const once = await clerk.call(replayAdmissions, { body });
  const twice = await as('MANAGER', 'usr_boss').call(replayAdmissions, { body });
  const outcomes = [once, twice].map((answer) =>
    answer.body.results.map(({ outcome, problem }) => problem?.code ?? outcome),
  );
  expect(outcomes).toEqual([
    ['ADMITTED', 'ticket.admitted', 'ticket.unknown'],
    ['AGAIN', 'ticket.admitted', 'ticket.unknown'],
  ]);
  expect(await admittedSeats(box, booking)).toEqual(['C6', 'C5']);
  const double = (await told('ticket.admitted-twice')).filter(({ target }) => target.id === booking.id);
  expect(double).toMatchObject([{ result: 'REFUSED', after: { seats: ['C6'], scannedAt } }]);
});

test('what was let in offline is entered although its show is over by then', async () => {
  const clerk = box.actAs('CASHIER');
  const booking = await sell(clerk, ['C8']);
  const late = await box.addNode();
  box.clock.advance(8 * 3_600_000);
  const scannedAt = '2026-11-25T19:00:00.000Z';
  const scan = { scanId: '5e4c3d22-7f2a-4c73-9c9a-3b3b9f6dab33', code: codeOf(booking), scannedAt };
  const manager = box.actAs('MANAGER', undefined, late.address);
  const { results } = (await manager.call(replayAdmissions, { body: { scans: [scan] } })).body;
  box.clock.advance(-8 * 3_600_000);
  expect(results.map(({ outcome }) => outcome)).toEqual(['ADMITTED']);
});

test('admissions stand in the audit with who, where and why, and the invariants hold', async () => {
  const { clerk } = await counterOf(box);
  const booking = await sell(clerk, ['C9']);
  await admit(clerk, codeOf(booking), { place: 'Left door' });
  await undo(clerk, booking, 'C9');
  await eventually(async () => {
    const mine = [...(await told('ticket.admitted')), ...(await told('ticket.admission-undone'))].filter(
      ({ target }) => target.id === booking.id,
    );
    expect(mine).toMatchObject([
      { action: 'ticket.admitted', after: { seats: ['C9'], place: 'Left door' }, reason: null },
      { action: 'ticket.admission-undone', after: { seats: ['C9'] }, reason: 'wrong ticket scanned' },
    ]);
  });
  expect(notOk(await check.run())).toEqual({});
});

test('the list names a guest who told a name, and no address', async () => {
  const clerk = box.actAs('CASHIER');
  const held = await clerk.call(lockSeats, { ...open, body: { seats: seats('D1') } });
  const contact = { email: 'zoe@example.test', name: 'Zoë' };
  const body = {
    holdId: held.body.hold.id,
    contact,
    lines: [{ seat: seats('D1')[0], ticketTypeId: TicketTypeId.parse('child') }],
  };
  const { booking } = (await clerk.call(confirmBooking, { ...open, body } as never)).body;
  const list = await clerk.call(listAdmissions, open);
  const mine = list.body.tickets.filter(({ reference }) => reference === booking.reference);
  expect(mine).toMatchObject([{ seat: 'D1', guest: 'Zoë', ticketType: 'Child', admittedAt: null }]);
  expect(JSON.stringify(list.body)).not.toContain('zoe@');
});

test('a person’s export tells when they came in, and erasing them leaves the admission without them', async () => {
  const anna = await box.signIn('anna@example.test');
  const held = await anna.call(lockSeats, { ...open, body: { seats: seats('D2') } });
  const payments = [{ tender: 'ONLINE' as const, amountMinor: 1_000, token: 'pm_card_visa' }];
  const sold = await anna.call(confirmBooking, { ...open, body: { holdId: held.body.hold.id, payments } });
  const { at } = (await admit(box.actAs('CASHIER'), codeOf(sold.body.booking))).body.admission;
  const { id } = (await anna.call(getMe)).body.user;
  const admin = await box.signIn('ADMIN');
  const told = await admin.call(exportPerson, { params: { id } });
  expect(told.body.bookings[0]?.admissions).toEqual([{ seat: 'D2', at, undoneAt: null }]);
  const body = { reason: 'asked for it', force: true };
  expect((await admin.call(erasePerson, { params: { id }, body })).code).toBeNull();
  expect(await admittedSeats(box, sold.body.booking)).toEqual(['D2']);
  expect((await admit(box.actAs('CASHIER'), codeOf(sold.body.booking))).code).toBe('ticket.admitted');
});
