export interface ChangeHint {
  readonly givenMinor: number;
  readonly changeMinor: number;
}

const notes = [5, 10, 20, 50, 100, 200];

/** What guests are likely to put down for a sum, at most three amounts, and what they get back. */
export function changeHints(totalMinor: number, currency: string): readonly ChangeHint[] {
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  const minorPerMajor = 10 ** maximumFractionDigits;
  const given = notes.map((note) => Math.ceil(totalMinor / (note * minorPerMajor)) * note * minorPerMajor);
  return [...new Set(given)]
    .filter((givenMinor) => givenMinor > totalMinor)
    .sort((one, other) => one - other)
    .slice(0, 3)
    .map((givenMinor) => ({ givenMinor, changeMinor: givenMinor - totalMinor }));
}
