import { Payment } from '@foyer/shared/http/bookings';
import { expect, test } from 'vitest';
import { doneWords, giveWords, goesBackWords, moneyBack } from './money-back.ts';

const payment = (tender: string, amountMinor: number, more: object = {}) =>
  Payment.parse({
    id: `pay_${tender}`,
    tender,
    amountMinor,
    status: 'CAPTURED',
    refundedMinor: 0,
    cardLast4: tender === 'CARD' ? '4242' : null,
    ...more,
  });
const cash = payment('CASH', 1000);
const card = payment('CARD', 600);
const words = (payments: readonly Payment[], amountMinor: number) => {
  const parts = moneyBack({ payments: [...payments] }, amountMinor);
  return [giveWords(parts, 'EUR'), doneWords(parts, 'EUR'), goesBackWords(parts, 'EUR')];
};

test('gives cash back in cash', () => {
  expect(words([cash], 300)).toEqual([
    'Give €3.00 back in cash',
    'Give €3.00 back in cash',
    '€3.00 goes back in cash',
  ]);
});

test('sends a card’s money back to that card', () => {
  expect(words([card], 600)).toEqual([
    'Send €6.00 back to card …4242',
    '€6.00 sent back',
    '€6.00 goes back to card …4242',
  ]);
});

test('takes the newest payment first, and says how much of each', () => {
  expect(words([cash, card], 900)).toEqual([
    'Give €3.00 back in cash, send €6.00 back to card …4242',
    'Give €3.00 back in cash, €6.00 sent back',
    '€3.00 goes back in cash, €6.00 goes back to card …4242',
  ]);
});

test('leaves out what was never taken, or has gone back already', () => {
  const declined = payment('CARD', 1600, { status: 'DECLINED' });
  const before = payment('CARD', 600, { refundedMinor: 400 });
  expect(moneyBack({ payments: [cash, before, declined] }, 500)).toEqual([
    { tender: 'CARD', amountMinor: 200, cardLast4: '4242' },
    { tender: 'CASH', amountMinor: 300, cardLast4: null },
  ]);
});

test('gives nothing for what cost nothing', () => {
  expect(words([], 0)[2]).toBe('No money goes back');
});
