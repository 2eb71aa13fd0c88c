import type { ScannerFrame } from '../bridge/scanner.ts';

const suffixes: Readonly<Record<string, ScannerFrame['suffix']>> = { enter: 'Enter', tab: 'Tab', none: null };
const [leastGapMs, mostGapMs] = [10, 100];

/** Reads the environment; throws one sentence that names the variable which is wrong. */
export function readScannerSettings(env: Readonly<Record<string, string | undefined>>): ScannerFrame {
  const prefix = env['FOYER_SCANNER_PREFIX'] ?? '';
  if (!/^[!-~]{0,8}$/.test(prefix))
    throw new Error('FOYER_SCANNER_PREFIX must be up to eight letters, digits or signs');
  const suffix = suffixes[env['FOYER_SCANNER_SUFFIX'] ?? 'enter'];
  if (suffix === undefined) throw new Error('FOYER_SCANNER_SUFFIX must be enter, tab or none');
  return { prefix, suffix, gapMs: readGap(env['FOYER_SCANNER_GAP_MS'] ?? '40') };
}

function readGap(text: string): number {
  const gapMs = Number(text);
  if (!/^\d{2,3}$/.test(text) || gapMs < leastGapMs || gapMs > mostGapMs)
    throw new Error(`FOYER_SCANNER_GAP_MS must be a number from ${leastGapMs} to ${mostGapMs}`);
  return gapMs;
}
