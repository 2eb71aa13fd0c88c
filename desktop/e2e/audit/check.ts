/** One thing that the audit looked at. */
export interface Check {
  readonly name: string;
  /** What was found and what should have been, or null where they are the same. */
  readonly deviation: string | null;
}

/** Holds what is against what should be, both as JSON. */
export function compare(name: string, found: unknown, expected: unknown): Check {
  const [is, should] = [JSON.stringify(found), JSON.stringify(expected)];
  return { name, deviation: is === should ? null : `is ${is}, should be ${should}` };
}

/** For lists of what should not be there: each line is one offence. */
export function nothingOf(name: string, found: readonly string[]): Check {
  return { name, deviation: found.length === 0 ? null : found.slice(0, 5).join('; ') };
}

/** The report's lines, the sum last. */
export function reportOf(checks: readonly Check[]): readonly string[] {
  const deviating = checks.filter(({ deviation }) => deviation !== null);
  return [
    ...deviating.map(({ name, deviation }) => `DEVIATION ${name}: ${deviation}`),
    `${checks.length} checks, ${deviating.length} deviations`,
  ];
}
