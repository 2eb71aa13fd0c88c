import type { Verdict } from './check-history.ts';
import { describeViolation } from './violation.ts';

const mostShown = 50;

/** What a verdict says, line by line; the last line is the one that counts. */
export function verdictLines(verdict: Verdict): readonly string[] {
  const { shares, violations } = verdict;
  const percent = (count: number): string =>
    `${((100 * count) / Math.max(1, shares.operations)).toFixed(1)} %`;
  const deeds = [...shares.byDeed].map(
    ([deed, { ok, fail, unknown }]) =>
      `  ${deed.padEnd(14)} ok ${String(ok).padStart(8)}  fail ${String(fail).padStart(8)}  unknown ${String(unknown).padStart(6)}`,
  );
  const shown = violations.slice(0, mostShown).map(describeViolation);
  const hidden = violations.length - shown.length;
  return [
    ...deeds,
    `acknowledged writes ${shares.acknowledgedWrites} (${percent(shares.acknowledgedWrites)}), paid sales ${shares.paidSales} (${percent(shares.paidSales)})`,
    `courtesy breaches ${verdict.courtesyBreaches}`,
    ...verdict.courtesyExamples.slice(0, 5).map((example) => `  ${example}`),
    ...(verdict.isWhole ? [] : ['the history is not whole: whether anything was lost was not judged']),
    ...shown.map((line) => `violation: ${line}`),
    ...(hidden > 0 ? [`… and ${hidden} more`] : []),
    `operations ${shares.operations} violations ${violations.length}`,
  ];
}
