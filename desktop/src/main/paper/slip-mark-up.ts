import { formatMoney } from '@foyer/shared/money';
import type { PaperExchange, PaperMoney, PaperRefund } from '../../bridge/slip.ts';
import {
  cut,
  factLines,
  houseLines,
  type Letterhead,
  moment,
  priceColumns,
  tenderWords,
  ticketLines,
} from './mark-up.ts';
import { printable, ruleOf } from './printable.ts';

/** What the guest takes along, and the drawer keeps, of money that was given back. */
export function refundMarkUp(refund: PaperRefund, head: Letterhead): string {
  const { film, hall, startsAt, timeZone, currency } = refund;
  return [
    ...houseLines(head),
    refund.isVoid ? '"SALE TAKEN BACK"' : '"REFUND"',
    '',
    `|"${printable(film)}"`,
    `|${printable(hall)}`,
    `|${printable(moment(startsAt, timeZone))}`,
    ruleOf(head.columns),
    ...factLines([['Seats', refund.seats.join(', ')]]),
    ruleOf(head.columns),
    ...moneyLines('GIVEN BACK', refund.back, { currency, amountMinor: refund.amountMinor }),
    ruleOf(head.columns),
    ...aboutLines(refund, head, { reference: refund.reference, timeZone }),
    '',
  ].join('\n');
}

/** The same for seats that were given for others, and a slip for each of the new ones. */
export function exchangeMarkUp(exchange: PaperExchange, head: Letterhead): string {
  const { sale, paid, back } = exchange;
  const { currency, timeZone, reference } = sale;
  const fresh = sale.tickets.map(({ seat }) => seat);
  const slip = [
    ...houseLines(head),
    '"EXCHANGE"',
    '',
    `|"${printable(sale.film)}"`,
    `|${printable(sale.hall)}`,
    `|${printable(moment(sale.startsAt, timeZone))}`,
    ruleOf(head.columns),
    ...factLines([
      ['Given', exchange.seats.join(', ')],
      ['Now', fresh.join(', ')],
    ]),
    ruleOf(head.columns),
    ...(paid ? moneyLines('PAID', [paid], { currency }) : []),
    ...(back.length > 0 ? moneyLines('GIVEN BACK', back, { currency }) : []),
    ...(paid || back.length > 0 ? [] : ['|Nothing to pay']),
    ruleOf(head.columns),
    ...aboutLines(exchange, head, { reference, timeZone }),
    '',
  ];
  const tickets = sale.tickets.map((_ticket, index) => ticketLines(sale, head, index));
  return [slip, ...tickets].map((paper) => paper.join('\n')).join(`\n${cut}\n`);
}

function moneyLines(
  name: string,
  parts: readonly PaperMoney[],
  { currency, amountMinor }: { readonly currency: string; readonly amountMinor?: number },
): readonly string[] {
  const money = (minor: number): string => printable(formatMoney(minor, currency));
  const sum = amountMinor ?? parts.reduce((minor, part) => minor + part.amountMinor, 0);
  return [
    `{width:* ${priceColumns}}`,
    `^${name} | ^${money(sum)}`,
    ...parts.map(({ tender, amountMinor: minor, cardLast4 }) => {
      const card = cardLast4 === null ? '' : ` ...${cardLast4}`;
      return `${printable(tenderWords[tender] + card)} | ${money(minor)}`;
    }),
    '{width:auto}',
  ];
}

function aboutLines(
  { at, reason, cashier }: Pick<PaperRefund, 'at' | 'reason' | 'cashier'>,
  { till }: Letterhead,
  { reference, timeZone }: { readonly reference: string; readonly timeZone: string },
): readonly string[] {
  return [
    ...factLines([
      ['Reason', reason],
      ['Reference', reference],
      ['When', moment(at, timeZone)],
      ...(till === null ? [] : [['Till', till] as const]),
      ...(cashier === null ? [] : [['Served by', cashier] as const]),
    ]),
  ];
}
