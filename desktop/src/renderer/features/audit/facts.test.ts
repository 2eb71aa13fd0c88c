import { expect, test } from 'vitest';
import { changesOf } from './facts.ts';

test('lists seats in the order of the hall, and what is the same last', () => {
  const before = { seats: ['K10', 'K5', 'K9'], status: 'BOOKED' };
  const after = { seats: ['K9', 'K10'], status: 'BOOKED' };
  expect(changesOf(before, after)).toEqual([
    { name: 'seats', before: 'K5, K9, K10', after: 'K9, K10' },
    { name: 'status', before: 'BOOKED', after: 'BOOKED' },
  ]);
});

test('says money with its currency, and leaves a number whose currency is not told as it is', () => {
  const before = { totalMinor: 2900, currency: 'EUR' };
  const after = { totalMinor: 1450, currency: 'EUR', seatsLeft: 1 };
  expect(changesOf(before, after)).toEqual([
    { name: 'total', before: '€29.00', after: '€14.50' },
    { name: 'seats left', before: null, after: '1' },
    { name: 'currency', before: 'EUR', after: 'EUR' },
  ]);
  expect(changesOf(null, { totalMinor: 1450 })).toEqual([
    { name: 'total minor', before: null, after: '1450' },
  ]);
});

test('says people, tills, roles and kinds of requests by their words', () => {
  const after = { kind: 'NO_SALE', requestedBy: 'usr_casey', requestTill: 'til_9', role: 'CASHIER' };
  const told = changesOf(null, after, { usr_casey: 'Casey' });
  expect(told.map(({ name, after: value }) => [name, value])).toEqual([
    ['kind', 'Drawer without a sale'],
    ['requested by', 'Casey'],
    ['request till', 'til_9'],
    ['role', 'Cashier'],
  ]);
});
