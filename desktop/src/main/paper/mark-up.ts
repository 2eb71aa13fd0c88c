import { formatMoney, sumMinor } from '@foyer/shared/money';
import type { PaperSale } from '../../bridge/paper.ts';
import { printable, ruleOf } from './printable.ts';

/** What this machine knows of its own papers. */
export interface Letterhead {
  /** Name of the house; null where nobody has said it. */
  readonly house: string | null;
  readonly till: string | null;
  readonly columns: number;
}

export const cut = '=';
export const tenderWords = { CASH: 'Cash', CARD: 'Card', ONLINE: 'Online', GIFT_CARD: 'Gift card' } as const;
/** Prices stand in a column of their own; long words beside them wrap. */
export const priceColumns = 12;
export const labelColumns = 10;

/**
 * The receipt of a sale and a slip for each seat, cut apart, as one text for printer and preview. `copyFor` says why
 * they are printed again.
 */
export function saleMarkUp(sale: PaperSale, head: Letterhead, copyFor: string | null): string {
  const slips = sale.tickets.map((_ticket, index) => [
    ...copyLines(copyFor),
    ...ticketLines(sale, head, index),
  ]);
  return [[...copyLines(copyFor), ...receiptLines(sale, head)], ...slips]
    .map((paper) => paper.join('\n'))
    .join(`\n${cut}\n`);
}

/** Shows that everything arrives: width, letters, bold, code. */
export function testMarkUp(head: Letterhead, at: Date): string {
  return [
    ...houseLines(head),
    '^^TEST PAGE',
    '',
    ruleOf(head.columns),
    printable('àäçéîñöøßü ÀÄÇÉÎÑÖØÜ € £ ¥'),
    `"Bold" _Underlined_`,
    codeLine('FOYER-TEST'),
    printable(`${head.till ?? 'no till'}, ${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`),
    '',
  ].join('\n');
}

function receiptLines(sale: PaperSale, head: Letterhead): readonly string[] {
  const money = (amountMinor: number): string => printable(formatMoney(amountMinor, sale.currency));
  const rule = ruleOf(head.columns);
  return [
    ...houseLines(head),
    '"RECEIPT"',
    '',
    `|"${printable(sale.film)}"`,
    `|${printable(sale.hall)}`,
    `|${printable(showMoment(sale))}`,
    rule,
    `{width:* ${priceColumns}}`,
    ...sale.lines.flatMap((line) => [
      `${printable(`${line.seat}  ${line.ticketType}`)} | ${money(line.priceMinor)}`,
      ...(line.adjustment === null
        ? []
        : [`${printable(adjustmentWords(line.adjustment, sale.currency))} |`]),
    ]),
    '{width:auto}',
    rule,
    `^TOTAL | ^${money(sale.totalMinor)}`,
    ...sale.payments
      .filter(({ status }) => status === 'CAPTURED')
      .map(
        ({ tender, amountMinor, cardLast4 }) =>
          `${printable(tenderWords[tender] + (cardLast4 === null ? '' : ` ...${cardLast4}`))} | ${money(amountMinor)}`,
      ),
    ...givenLines(sale).map(([words, amountMinor]) => `${words} | ${money(amountMinor)}`),
    rule,
    `{width:${labelColumns} *}`,
    `Reference | "${printable(sale.reference)}"`,
    `Sold | ${printable(moment(sale.soldAt, sale.timeZone))}`,
    ...(head.till === null ? [] : [`Till | ${printable(head.till)}`]),
    ...(sale.cashier === null ? [] : [`Served by | ${printable(sale.cashier)}`]),
    '{width:auto}',
    '',
  ];
}

/** What was put down and what went back, where that is known and fits the money that was taken. */
function givenLines({ payments, givenMinor }: PaperSale): readonly (readonly [string, number])[] {
  const inCash = payments.filter(({ tender, status }) => tender === 'CASH' && status === 'CAPTURED');
  const changeMinor = (givenMinor ?? 0) - sumMinor(inCash.map(({ amountMinor }) => amountMinor));
  if (givenMinor === null || inCash.length === 0 || changeMinor < 0) return [];
  return [
    ['Cash given', givenMinor],
    ['Change', changeMinor],
  ];
}

export function ticketLines(sale: PaperSale, head: Letterhead, index: number): readonly string[] {
  const ticket = sale.tickets[index];
  if (!ticket) return [];
  const line = sale.lines.find(({ seat }) => seat === ticket.seat);
  return [
    ...houseLines(head),
    `^^"${printable(sale.film)}"`,
    printable(showMoment(sale)),
    printable(sale.hall),
    '',
    `^^^${printable(`Seat ${ticket.seat}`)}`,
    ...(line ? [printable(`${line.ticketType}, ${formatMoney(line.priceMinor, sale.currency)}`)] : []),
    '',
    codeLine(ticket.qr),
    printable(`${sale.reference}, ticket ${index + 1} of ${sale.tickets.length}`),
    '',
  ];
}

export function houseLines({ house }: Letterhead): readonly string[] {
  return house === null ? [] : [`^"${printable(house)}"`, ''];
}

/** A copy says so: the door admits each ticket once, whoever comes with which paper. */
export function copyLines(copyFor: string | null): readonly string[] {
  return copyFor === null ? [] : ['`" COPY "`', printable(copyFor), ''];
}

/** Names on the left, what is said of them on the right. */
export function factLines(facts: readonly (readonly [name: string, value: string])[]): readonly string[] {
  return [
    `{width:${labelColumns} *}`,
    ...facts.map(([name, value]) => `${name} | ${printable(value)}`),
    '{width:auto}',
  ];
}

function codeLine(data: string): string {
  return `{code:${printable(data)};option:qrcode,5,m}`;
}

function adjustmentWords(
  { kind, listPriceMinor }: NonNullable<PaperSale['lines'][number]['adjustment']>,
  currency: string,
): string {
  const listed = formatMoney(listPriceMinor, currency);
  return kind === 'COMP' ? `given away, list price ${listed}` : `instead of ${listed}`;
}

function showMoment({ startsAt, timeZone }: PaperSale): string {
  return moment(startsAt, timeZone);
}

/** A calendar day, e.g. `Thu 26 Nov 2026`: paper outlives "today". */
export function paperDay(date: string): string {
  return moment(`${date}T12:00:00.000Z`, 'UTC').slice(0, -7);
}

/** E.g. `Thu 26 Nov 2026, 20:15`. */
export function moment(instant: string, timeZone: string): string {
  const day = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const at = new Date(instant);
  const date = new Intl.DateTimeFormat('en-GB', { ...day, timeZone }).format(at).replace(',', '');
  return `${date}, ${new Intl.DateTimeFormat('en-GB', { ...time, timeZone }).format(at)}`;
}
