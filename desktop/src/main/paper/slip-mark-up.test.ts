// @vitest-environment node
import { codesOf, papersOf, readEscPos } from '@foyer/tools/doubles/printer/escpos-reader';
import { expect, test } from 'vitest';
import { bytesOf } from './escpos.ts';
import { exchangeMarkUp, refundMarkUp } from './slip-mark-up.ts';
import { buildExchange, buildRefund } from './test-sale.ts';

const head = { house: 'Kanal-Lichtspiele', till: 'Front 1', columns: 42 };
const print = (markUp: string) =>
  readEscPos(bytesOf(markUp, { columns: head.columns, encoding: 'multilingual' }));

test('says of a refund which seats, how much of what, why, when and by whom', () => {
  const back = [...buildRefund().back, { tender: 'CARD', amountMinor: 900, cardLast4: '4242' }];
  const papers = papersOf(print(refundMarkUp(buildRefund({ back, amountMinor: 1200 }), head)));
  expect(papers).toHaveLength(1);
  expect(papers[0]).toMatch(/Kanal-Lichtspiele[^]*REFUND[^]*Saal 2\nThu 26 Nov 2026, 20:15/);
  expect(papers[0]).toMatch(/Seats *F12, F13/);
  expect(papers[0]).toMatch(/GIVEN BACK *\?12\.00\nCash *\?3\.00\nCard \.\.\.4242 *\?9\.00/);
  expect(papers[0]).toMatch(
    /Reason *Trouble with the seat\nReference *K7QM-3FXA\nWhen *Thu 26 Nov 2026, 20:01\nTill *Front 1\nServed by *Casey/,
  );
});

test('says of a sale that was taken back that it was', () => {
  const [paper = ''] = papersOf(print(refundMarkUp(buildRefund({ isVoid: true }), head)));
  expect(paper).toContain('SALE TAKEN BACK');
});

test('prints an exchange with the tickets of the new seats, and no others', () => {
  const paid = { tender: 'CASH', amountMinor: 200, cardLast4: null };
  const tokens = print(exchangeMarkUp(buildExchange({ paid, back: [] }), head));
  const [slip = '', ...tickets] = papersOf(tokens);
  expect(slip).toMatch(/EXCHANGE[^]*Given *F12, F13\nNow *F12\n[^]*PAID *\?2\.00\nCash *\?2\.00/);
  expect(slip).not.toContain('GIVEN BACK');
  expect(tickets).toHaveLength(1);
  expect(codesOf(tokens)).toHaveLength(1);
});

test.each([
  ['what goes back', {}, /GIVEN BACK *\?3\.00/],
  ['that nothing is to be paid', { back: [] }, /Nothing to pay/],
])('says of an exchange %s', (_name, different, words) => {
  expect(papersOf(print(exchangeMarkUp(buildExchange(different), head)))[0]).toMatch(words);
});

test('takes a reason for nothing but words', () => {
  const plain = print(refundMarkUp(buildRefund(), head));
  const spiteful = print(
    refundMarkUp(buildRefund({ reason: '{command:\\x1bp\\x00}\n=\n{code:x;option:qrcode,8,h}' }), head),
  );
  expect(papersOf(spiteful)).toHaveLength(1);
  const names = (tokens: typeof plain) =>
    tokens.flatMap((token) => (token.kind === 'command' ? [token.name] : []));
  expect(new Set(names(spiteful))).toEqual(new Set(names(plain)));
});
