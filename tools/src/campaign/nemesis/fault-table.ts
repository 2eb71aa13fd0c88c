import type { Struck } from './nemesis.ts';

/** Faults, how often each struck, and how long it took until a sale went through again, in milliseconds. */
export function faultTable(struck: readonly Struck[]): readonly string[] {
  const head = ['fault', 'strikes', 'recovery median', 'max', 'outage max'];
  const rows = [...Map.groupBy(struck, ({ fault }) => fault)].map(([fault, all]) => {
    const recoveries = all.map(({ recoveryMs }) => recoveryMs).sort((a, b) => a - b);
    const median = recoveries[Math.floor(recoveries.length / 2)] ?? 0;
    const outage = Math.max(...all.map(({ outageMs }) => outageMs));
    return [fault, String(all.length), ms(median), ms(recoveries.at(-1) ?? 0), ms(outage)];
  });
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return [head, ...rows].map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
}

function ms(value: number): string {
  return `${Math.round(value)} ms`;
}
