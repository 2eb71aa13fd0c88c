// @vitest-environment node
import { papersOf, readEscPos } from '@foyer/tools/doubles/printer/escpos-reader';
import { expect, test } from 'vitest';
import type { PaperShift } from '../../bridge/shift-slip.ts';
import { bytesOf } from './escpos.ts';
import { shiftJobId } from './job.ts';
import { previewOf } from './preview.ts';
import { shiftMarkUp } from './shift-mark-up.ts';
import { buildXReport, buildZReport } from './test-sale.ts';

const head = { house: 'Kanal-Lichtspiele', till: 'This machine', columns: 42 };
const sheet = { columns: head.columns, encoding: 'multilingual' } as const;
const print = (report: PaperShift, isCopy = false) =>
  readEscPos(bytesOf(shiftMarkUp(report, head, isCopy), sheet));
const wordsOf = (report: PaperShift, isCopy = false): string => {
  const papers = papersOf(print(report, isCopy));
  expect(papers).toHaveLength(1);
  return papers[0] ?? '';
};

test('says of a closed shift what should be there, what was, and who says so', () => {
  const paper = wordsOf(buildZReport());
  expect(paper).toMatch(/Kanal-Lichtspiele[^]*Z REPORT 3/);
  expect(paper).toMatch(
    /Till *Front 1\nDay *Thu 26 Nov 2026\nOpened *Thu 26 Nov 2026, 14:00\nBy *Casey Cashier\nClosed *Thu 26 Nov 2026, 23:30\nBy/,
  );
  expect(paper).toMatch(
    /Cash\nFloat *\?150\.00\n12 taken *\?245\.00\n1 given back *-\?13\.00\nof these late *1\nTo the safe *-\?100\.00\nPaid out *-\?23\.50\nPaid in *\?0\.00\nExpected *\?258\.50\nCounted *\?253\.50\nDIFFERENCE *-\?5\.00\n/,
  );
  expect(paper).toMatch(/Card\n8 taken *\?208\.00[^]*DIFFERENCE *\?0\.00\n/);
  expect(paper).toMatch(/Counted\n5 x \?50\.00 *\?250\.00\n1 x \?3\.50 *\?3\.50\n-/);
  expect(paper).toMatch(/20:01 2M4K-QQ7T Cash, late *\?9\.00\n20:01 K7QM-3FXA Cash *-\?13\.00/);
  expect(paper).toMatch(/Audit *up to entry 4711\nNote *Five euros found[^]*Mia Manager[^]*Signature/);
  expect(paper).not.toContain('COPY');
});

test('says of a copy that it is one, and marks what is too much', () => {
  const [cash] = buildZReport().tenders ?? [];
  const paper = wordsOf(buildZReport({ tenders: [{ ...cash, varianceMinor: 250 }] }), true);
  expect(paper).toMatch(/COPY[^]*printed again[^]*DIFFERENCE *\+\?2\.50/);
});

test('tells nobody who will count the drawer what is in it', () => {
  const paper = wordsOf(buildXReport());
  expect(paper).toMatch(/X REPORT 3\n *The shift is still open/);
  expect(paper).toMatch(/19:10 Paid out *-\?23\.50\nWindow cleaner *\nCleo Cashier/);
  expect(paper).toContain('The sums come with the Z report.');
  expect(paper).not.toMatch(/Expected|DIFFERENCE|Signature/);
});

test('shows the same as a picture', () => {
  const svg = previewOf(shiftMarkUp(buildZReport(), head, false), sheet).replaceAll(/<[^>]*>/g, '');
  expect(svg).toContain('258.50');
  expect(svg).toContain('DIFFERENCE');
});

test('takes reasons and notes for nothing but words', () => {
  const spite = '{command:\\x1bp\\x00}\n=\n{code:x;option:qrcode,8,h}';
  const names = (report: PaperShift) =>
    new Set(print(report).flatMap((token) => (token.kind === 'command' ? [token.name] : [])));
  const [movement] = buildXReport().movements;
  const [note] = [{ note: spite, by: spite, at: '2026-11-27T09:00:00.000Z' }];
  const spiteful = buildZReport({ movements: [{ ...movement, reason: spite }], notes: [note], till: spite });
  wordsOf(spiteful);
  expect(names(spiteful)).toEqual(names(buildZReport()));
});

test('names the first Z report for ever, each copy by its wish, and each look by its moment', () => {
  const copy = '8c1ff5a0-6f0c-4a3c-9d7e-1a2b3c4d5e6f';
  expect(shiftJobId({ report: buildZReport(), copy: null })).toBe('shf_1.z');
  expect(shiftJobId({ report: buildZReport(), copy })).toBe(`${copy}.z`);
  expect(shiftJobId({ report: buildXReport(), copy: null })).toBe('shf_1.1795732200000.x');
});
