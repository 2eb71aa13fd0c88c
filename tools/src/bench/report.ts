/** How results are said. */
import { type Bar, type Figure, isMet, type RowResult } from './row.ts';

/** Lines for a terminal. */
export function reportLines(result: RowResult): string[] {
  return [
    ...result.figures.map((figure) => `  ${figureText(figure)}`),
    ...result.bars.map((bar) => `  ${barText(bar)}`),
    ...result.notes.map((note) => `  note: ${note}`),
  ];
}

/** A row of the table in docs/benchmarks.md for each figure. */
export function tableRows(title: string, result: RowResult): string[] {
  return result.figures.map((figure) => {
    const bars = result.bars.filter(({ label }) => label === figure.label);
    const said = bars.map((bar) => `${wantedText(bar)}: ${isMet(bar) ? 'met' : '**missed**'}`).join(', ');
    const { median, min, max, unit, label } = figure;
    return `| ${title} | ${label} | ${[median, min, max].map(numberText).join(' | ')} | ${unit} | ${said} |`;
  });
}

function figureText({ label, unit, median, min, max }: Figure): string {
  const spread = `min ${numberText(min)}, max ${numberText(max)}`;
  return `${label}: median ${numberText(median)}${unit === '' ? '' : ` ${unit}`} (${spread})`;
}

function barText(bar: Bar): string {
  return `bar: ${bar.label} ${wantedText(bar)} … ${isMet(bar) ? 'met' : 'MISSED'} (${numberText(bar.measured)})`;
}

function wantedText({ wanted }: Bar): string {
  return 'atLeast' in wanted ? `≥ ${wanted.atLeast}` : `≤ ${wanted.atMost}`;
}

/** Three significant digits or whole numbers: more would be noise. */
function numberText(value: number): string {
  if (Math.abs(value) >= 1_000) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}
