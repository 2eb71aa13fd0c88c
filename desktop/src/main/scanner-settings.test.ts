import { expect, test } from 'vitest';
import { readScannerSettings } from './scanner-settings.ts';

test('takes a scanner as it comes out of its box', () => {
  expect(readScannerSettings({})).toEqual({ prefix: '', suffix: 'Enter', gapMs: 40 });
});

test('reads what was set', () => {
  const env = { FOYER_SCANNER_PREFIX: '~', FOYER_SCANNER_SUFFIX: 'tab', FOYER_SCANNER_GAP_MS: '25' };
  expect(readScannerSettings(env)).toEqual({ prefix: '~', suffix: 'Tab', gapMs: 25 });
  expect(readScannerSettings({ FOYER_SCANNER_SUFFIX: 'none' }).suffix).toBeNull();
});

test.each([
  ['FOYER_SCANNER_PREFIX', 'two words'],
  ['FOYER_SCANNER_PREFIX', 'ninechars'],
  ['FOYER_SCANNER_SUFFIX', 'space'],
  ['FOYER_SCANNER_GAP_MS', '9'],
  ['FOYER_SCANNER_GAP_MS', '101'],
  ['FOYER_SCANNER_GAP_MS', 'fast'],
])('refuses %s=%s by name', (name, value) => {
  expect(() => readScannerSettings({ [name]: value })).toThrow(name);
});
