import type { TenderTotals } from '@foyer/shared/http/shift-reports';
import { formatMoney, sumMinor } from '@foyer/shared/money';
import type { PaperShift } from '../../bridge/shift-slip.ts';
import {
  copyLines,
  factLines,
  houseLines,
  type Letterhead,
  moment,
  paperDay,
  priceColumns,
  tenderWords,
} from './mark-up.ts';
import { printable, ruleOf } from './printable.ts';

type Row = readonly [words: string, value: string];
type Money = (amountMinor: number) => string;
type ZPaper = Extract<PaperShift, { kind: 'Z' }>;

const movementWords = { DROP: 'To the safe', PAY_OUT: 'Paid out', PAY_IN: 'Paid in' } as const;

/** What a shift has come to, or so far: for whoever counts, whoever checks, and the folder. */
export function shiftMarkUp(report: PaperShift, head: Letterhead, isCopy: boolean): string {
  const rule = ruleOf(head.columns);
  const money: Money = (amountMinor) => formatMoney(amountMinor, report.currency);
  const parts: readonly (readonly string[])[] = [
    aboutLines(report, head),
    ...(report.tenders ?? []).map((totals) => [
      `|"${tenderWords[totals.tender]}"`,
      ...rowLines(tenderRows(report, totals, money)),
    ]),
    ...(report.tenders === null ? [['|The sums come with the Z report.']] : []),
    ...(report.kind === 'Z' ? [countLines(report, money)] : []),
    movementLines(report, money),
    ...(report.kind === 'Z' ? [moneyLines(report, money)] : []),
    rowLines([['Drawer opened without a sale', String(report.noSales)]]),
    ...(report.kind === 'Z' ? [noteLines(report)] : []),
  ];
  return [
    ...houseLines(head),
    ...copyLines(isCopy ? 'printed again' : null),
    `^^${printable(`${report.kind} REPORT ${report.number}`)}`,
    ...(report.kind === 'X' ? ['The shift is still open'] : []),
    '',
    ...parts
      .filter((lines) => lines.length > 0)
      .flatMap((lines, index) => (index === 0 ? lines : [rule, ...lines])),
    ...(report.kind === 'Z' ? [rule, '|Signature', '', '', rule] : []),
    '',
  ].join('\n');
}

function aboutLines(report: PaperShift, head: Letterhead): readonly string[] {
  const { openedAt, openedBy, timeZone, businessDay, at } = report;
  const till = report.till ?? head.till;
  const by = (name: string | null): readonly Row[] => (name === null ? [] : [['By', name]]);
  return factLines([
    ...(till === null ? [] : [['Till', till] as const]),
    ['Day', paperDay(businessDay)],
    ['Opened', moment(openedAt, timeZone)],
    ...by(openedBy),
    [report.kind === 'Z' ? 'Closed' : 'Looked at', moment(at, timeZone)],
    ...(report.kind === 'Z' ? by(report.closedBy) : []),
  ]);
}

function tenderRows(
  { floatMinor, movements }: PaperShift,
  totals: TenderTotals,
  money: Money,
): readonly Row[] {
  const { tender, payments, paymentsMinor, refunds, refundsMinor, late } = totals;
  const { expectedMinor, countedMinor, varianceMinor } = totals;
  const moved = (kind: keyof typeof movementWords): number =>
    sumMinor(movements.filter((movement) => movement.kind === kind).map(({ amountMinor }) => amountMinor));
  const ofDrawer: readonly Row[] = [
    ['To the safe', gone(moved('DROP'), money)],
    ['Paid out', gone(moved('PAY_OUT'), money)],
    ['Paid in', money(moved('PAY_IN'))],
  ];
  return [
    ...(tender === 'CASH' ? [['Float', money(floatMinor)] as const] : []),
    [`${payments} taken`, money(paymentsMinor)],
    [`${refunds} given back`, gone(refundsMinor, money)],
    ...(late === 0 ? [] : [['of these late', String(late)] as const]),
    ...(tender === 'CASH' ? ofDrawer : []),
    ['Expected', money(expectedMinor)],
    ...(countedMinor === null ? [] : [['Counted', money(countedMinor)] as const]),
    ...(varianceMinor === null ? [] : [['DIFFERENCE', withSign(varianceMinor, money)] as const]),
  ];
}

function countLines({ count }: ZPaper, money: Money): readonly string[] {
  const there = count.filter(({ count: pieces }) => pieces > 0);
  if (there.length === 0) return [];
  return [
    '|"Counted"',
    ...rowLines(
      there.map(({ valueMinor, count: pieces }) => [
        `${pieces} x ${money(valueMinor)}`,
        money(pieces * valueMinor),
      ]),
    ),
  ];
}

function movementLines({ movements, timeZone }: PaperShift, money: Money): readonly string[] {
  if (movements.length === 0) return [];
  return [
    '|"Cash moved"',
    ...rowLines(
      movements.flatMap(({ kind, amountMinor, reason, by, at }): readonly Row[] => [
        [
          `${timeOf(at, timeZone)} ${movementWords[kind]}`,
          kind === 'PAY_IN' ? money(amountMinor) : gone(amountMinor, money),
        ],
        // A line each: words that don't fit are parted anywhere.
        ...[reason, by].filter((part) => part !== null).map((part) => [part, ''] as const),
      ]),
    ),
  ];
}

function moneyLines({ money: lines, timeZone }: ZPaper, money: Money): readonly string[] {
  if (lines.length === 0) return [];
  return [
    '|"Given back, and late"',
    ...rowLines(
      lines.map(({ kind, tender, amountMinor, reference, late, at }) => [
        `${timeOf(at, timeZone)} ${reference} ${tenderWords[tender]}${late ? ', late' : ''}`,
        kind === 'REFUND' ? gone(amountMinor, money) : money(amountMinor),
      ]),
    ),
  ];
}

function noteLines({ auditSeq, notes, timeZone }: ZPaper): readonly string[] {
  return factLines([
    ['Audit', `up to entry ${auditSeq}`],
    ...notes.map(
      ({ note, by, at }) =>
        ['Note', [note, by, moment(at, timeZone)].filter((part) => part !== null).join(', ')] as const,
    ),
  ]);
}

function rowLines(rows: readonly Row[]): readonly string[] {
  return [
    `{width:* ${priceColumns}}`,
    ...rows.map(([words, value]) => `${printable(words)} | ${printable(value)}`),
    '{width:auto}',
  ];
}

/** What leaves the drawer; nothing has no sign. */
function gone(amountMinor: number, money: Money): string {
  return money(amountMinor === 0 ? 0 : -amountMinor);
}

function withSign(amountMinor: number, money: Money): string {
  return amountMinor > 0 ? `+${money(amountMinor)}` : money(amountMinor);
}

function timeOf(instant: string, timeZone: string): string {
  return moment(instant, timeZone).slice(-5);
}
