/** I9: what is planted into shifts and bookings is found, and named. */
import { refundBooking } from '@foyer/shared/http/bookings';
import { payOut } from '@foyer/shared/http/shifts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { invariantCheck, notOk, type InvariantCheck } from './harness/invariant-check.ts';
import { begin, counterOf, end, sellAt } from './harness/shifts.ts';

type Stored = { readonly _id: string } & Readonly<Record<string, unknown>>;

let box: BoxOffice;
let check: InvariantCheck;
let closed: string;
let next: string;
let reported: string;
let waiting: string;
beforeAll(async () => {
  box = await startBoxOffice();
  const { clerk } = await counterOf(box);
  const first = await begin(clerk);
  const sold = await sellAt(clerk, ['B1']);
  const given = await sellAt(clerk, ['B2']);
  await clerk.call(refundBooking, { params: { id: given.id }, body: { reason: 'ill' } });
  await clerk.call(payOut, { params: { id: first.id }, body: { amountMinor: 250, reason: 'milk' } });
  await end(clerk, first, 10_750);
  const second = await begin(clerk);
  const fresh = await sellAt(clerk, ['B3']);
  [closed, next, reported, waiting] = [first.id, second.id, sold.id, fresh.id];
  check = await invariantCheck(box);
});
afterAll(async () => {
  check.stop();
  await box.stop();
});

const collection = (name: 'shifts' | 'bookings') => box.connection.collection<Stored>(name);

/** What the check finds after the change; the change is taken back. */
async function altered(name: 'shifts' | 'bookings', id: string, change: object) {
  const before = await collection(name).findOneAndUpdate({ _id: id }, change);
  if (!before) throw new Error(`there is no ${id}`);
  const report = await check.run();
  await collection(name).replaceOne({ _id: id }, before);
  const { I9 } = notOk(report);
  return I9 === undefined ? [] : report.broken.filter(({ invariant }) => invariant === 'I9');
}

it('says ok of shifts that add up, and how many there are', async () => {
  const { verdicts } = await check.run();
  expect(verdicts.find(({ invariant }) => invariant === 'I9')?.text).toBe('ok, 2 shifts looked at');
});

it.each<[string, 'shifts' | 'bookings', () => string, object, RegExp]>([
  ['a changed float', 'shifts', () => closed, { $set: { floatMinor: 1 } }, /10750 expected in CASH/],
  [
    'a changed pay-out',
    'shifts',
    () => closed,
    { $set: { 'movements.0.amountMinor': 1 } },
    /expected in CASH/,
  ],
  ['a changed count', 'shifts', () => closed, { $set: { 'close.count.0.count': 1 } }, /counted in CASH/],
  [
    'a changed variance',
    'shifts',
    () => closed,
    { $set: { 'close.tenders.0.varianceMinor': 7 } },
    /7 of variance in CASH, its lines say 0/,
  ],
  ['a payment cut out of a report', 'shifts', () => closed, { $pop: { money: -1 } }, /in no report/],
  [
    'a changed amount in a report',
    'shifts',
    () => closed,
    { $set: { 'money.0.amountMinor': 1 } },
    /a report has 1/,
  ],
  [
    'a report of nobody’s money',
    'shifts',
    () => closed,
    { $set: { 'money.0.id': 'pay_x' } },
    /no booking knows/,
  ],
  ['a closed shift without a report', 'shifts', () => closed, { $set: { close: null } }, /has no report/],
  ['a number that is missing', 'shifts', () => next, { $set: { number: 3 } }, /there is no number 2/],
  [
    'money that waits for no report',
    'bookings',
    () => waiting,
    { $set: { unreported: [] } },
    /waits for none/,
  ],
  [
    'a changed payment',
    'bookings',
    () => reported,
    { $set: { 'payments.0.amountMinor': 900, 'lines.0.priceMinor': 900, totalMinor: 900 } },
    /has 900 as pay_\S+, a report has 1000/,
  ],
])('finds %s', async (_name, name, id, change, message) => {
  const found = await altered(name, id(), change);
  expect(found.map((one) => one.message).join('\n')).toMatch(message);
});

it('finds money in two reports, should the index that forbids it be gone', async () => {
  await box.connection.collection('shifts').dropIndex('money-once');
  const from = await collection('shifts').findOne({ _id: closed });
  const found = await altered('shifts', next, { $set: { money: from?.['money'] } });
  expect(found.map((one) => one.message).join('\n')).toMatch(/in the reports of shf_\S+ and shf_\S+/);
});
