import type { ApprovalKind } from '@foyer/shared/approval-kinds';
import type { AuditFacts } from '@foyer/shared/audit';
import { Currency, formatMoney } from '@foyer/shared/money';
import { roleNames } from '../../data/role-names.ts';
import { inSeatOrder } from '../../data/seat-order.ts';
import type { Names } from './entry-words.ts';

export interface FactChange {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What an entry says was so before and after, as one line per fact; unchanged facts come last. Ids that have a name are told by it. */
export function changesOf(
  before: AuditFacts | null,
  after: AuditFacts | null,
  names: Names = {},
): readonly FactChange[] {
  const facts = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  const currency = Currency.safeParse(after?.['currency'] ?? before?.['currency']).data;
  const told = (name: string, value: unknown): string | null =>
    asMoney({ name, value, currency }) ?? asWord(name, value) ?? readable(inHallOrder(name, value), names);
  return [...facts]
    .map((name) => ({
      name: words(currency === undefined ? name : name.replace(minor, '')),
      before: told(name, before?.[name]),
      after: told(name, after?.[name]),
    }))
    .sort((one, other) => Number(isSame(one)) - Number(isSame(other)));
}

/** Values that stand for themselves in the trail and have a word on every other screen. */
function asWord(name: string, value: unknown): string | null {
  if (name === 'role') return wordFor(roleNames, value);
  if (name === 'by') return wordFor(wayWords, value);
  return name === 'kind' ? wordFor(kindWords, value) : null;
}

const kindWords: Readonly<Record<ApprovalKind, string>> = {
  REFUND: 'Refund',
  VOID: 'Sale taken back',
  COMP: 'Seats given away',
  PRICE: 'Another price',
  ORPHAN: 'Single seat left',
  NO_SALE: 'Drawer without a sale',
  PAY_OUT: 'Cash paid out',
};

/** How somebody proved who they are, or decided. */
const wayWords: Readonly<Record<string, string>> = {
  GOOGLE: 'Google',
  PIN: 'PIN at the till',
  ONLINE: 'another screen',
};

function wordFor(words: Readonly<Record<string, string>>, value: unknown): string | null {
  return typeof value === 'string' ? (words[value] ?? null) : null;
}

/** How the trail names money: whole numbers of the currency's smallest unit. */
const minor = /Minor$/;

/** Money as people say it, where the entry tells its currency. */
function asMoney(fact: {
  readonly name: string;
  readonly value: unknown;
  readonly currency: Currency | undefined;
}): string | null {
  const { name, value, currency } = fact;
  if (currency === undefined || !minor.test(name) || typeof value !== 'number') return null;
  return formatMoney(value, currency);
}

function isSame({ before, after }: FactChange): boolean {
  return before === after;
}

/** Seats as people read them out, as in every other list of seats. */
function inHallOrder(name: string, value: unknown): unknown {
  return name === 'seats' && isListOfWords(value) ? inSeatOrder(value) : value;
}

function isListOfWords(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** `totalMinor` → `total minor`. */
function words(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

function readable(value: unknown, names: Names): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return names[value] ?? value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map((item) => readable(item, names) ?? '–').join(', ');
  return Object.entries(value)
    .map(([name, inner]) => `${words(name)} ${readable(inner, names) ?? '–'}`)
    .join(' · ');
}
