import type { AuditFacts } from '@foyer/shared/audit';
import { Currency, formatMoney } from '@foyer/shared/money';
import { inSeatOrder } from '../../data/seat-order.ts';

export interface FactChange {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What an entry says was so before and after, as one line per fact; unchanged facts come last. */
export function changesOf(before: AuditFacts | null, after: AuditFacts | null): readonly FactChange[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  const currency = Currency.safeParse(after?.['currency'] ?? before?.['currency']).data;
  const told = (name: string, value: unknown): string | null =>
    asMoney({ name, value, currency }) ?? readable(inHallOrder(name, value));
  return [...names]
    .map((name) => ({
      name: words(currency === undefined ? name : name.replace(minor, '')),
      before: told(name, before?.[name]),
      after: told(name, after?.[name]),
    }))
    .sort((one, other) => Number(isSame(one)) - Number(isSame(other)));
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

function readable(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map((item) => readable(item) ?? '–').join(', ');
  return Object.entries(value)
    .map(([name, inner]) => `${words(name)} ${readable(inner) ?? '–'}`)
    .join(' · ');
}
