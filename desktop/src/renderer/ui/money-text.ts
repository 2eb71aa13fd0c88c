/** What somebody typed as an amount, in minor units; null where it is none. Comma and point both part the decimals. */
export function parseMoney(text: string, currency: string): number | null {
  const { maximumFractionDigits: decimals = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  const match = /^(\d{1,6})(?:[.,](\d*))?$/.exec(text.trim());
  const [, whole, part = ''] = match ?? [];
  if (whole === undefined || part.length > decimals) return null;
  return Number(whole) * 10 ** decimals + Number(part.padEnd(decimals, '0'));
}
