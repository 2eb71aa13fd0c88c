// @vitest-environment node
import { expect, test } from 'vitest';
import { parsePrinterAddress } from '../../bridge/printer.ts';
import { readPaperSettings } from './paper-settings.ts';

test('decides nothing that it is not told', () => {
  expect(readPaperSettings({ FOYER_PRINTER: '', FOYER_HOUSE: ' ' })).toEqual({});
});

test('decides what it is told', () => {
  const env = {
    FOYER_PRINTER: '10.0.0.20',
    FOYER_PRINTER_COLUMNS: '48',
    FOYER_PRINTER_ENCODING: 'cp858',
    FOYER_DRAWER: 'off',
    FOYER_HOUSE: ' Kanal-Lichtspiele ',
  };
  expect(readPaperSettings(env)).toEqual({
    address: '10.0.0.20',
    columns: 48,
    encoding: 'cp858',
    hasDrawer: false,
    house: 'Kanal-Lichtspiele',
  });
});

test.each([
  ['10.0.0.20:9100', { host: '10.0.0.20', port: 9100 }],
  ['printer-1.lan', { host: 'printer-1.lan', port: 9100 }],
  ['[fe80::1]:9101', { host: 'fe80::1', port: 9101 }],
])('finds a printer at %s', (text, printer) => {
  expect(parsePrinterAddress(text)).toEqual(printer);
});

test.each([
  ['FOYER_PRINTER', 'http://10.0.0.20:9100'],
  ['FOYER_PRINTER', '10.0.0.20:0'],
  ['FOYER_PRINTER', '10.0.0.20:99999'],
  ['FOYER_PRINTER', 'a b:9100'],
  ['FOYER_PRINTER_COLUMNS', '12'],
  ['FOYER_PRINTER_COLUMNS', '4x'],
  ['FOYER_PRINTER_ENCODING', 'utf8'],
  ['FOYER_DRAWER', 'yes'],
])('names %s when it is %s', (name, value) => {
  expect(() => readPaperSettings({ [name]: value })).toThrow(name);
});
