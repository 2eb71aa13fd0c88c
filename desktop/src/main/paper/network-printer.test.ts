// @vitest-environment node
import { type PrinterBehaviour, PrinterDouble } from '@foyer/tools/doubles/printer-double';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { bytesOf, drawerKick, drawerKickAtOnce } from './escpos.ts';
import { saleMarkUp } from './mark-up.ts';
import { NetworkPrinter, type PrintOutcome } from './network-printer.ts';
import { buildSale } from './test-sale.ts';

const sheet = { columns: 42, encoding: 'multilingual' } as const;
const papers = bytesOf(saleMarkUp(buildSale(), { house: null, till: null, columns: 42 }, null), sheet);
const limits = { connectMs: 2_000, answerMs: 200, stallMs: 600, throughMs: 900, mendMs: 4_000 };

let double: PrinterDouble;
beforeEach(async () => {
  double = await PrinterDouble.start();
});
afterEach(() => double.unplug());

const onSending = vi.fn(() => Promise.resolve());
const onTrouble = vi.fn();
beforeEach(() => {
  onSending.mockClear();
  onTrouble.mockClear();
});

function printerOf({ address }: PrinterDouble): NetworkPrinter {
  const [host = '', port] = address.split(':');
  return new NetworkPrinter({ host, port: Number(port) }, limits);
}

function print(behaviour: Partial<PrinterBehaviour> = {}): Promise<PrintOutcome> {
  double.behave(behaviour);
  return printerOf(double).print(papers, { urgent: null, onSending, onTrouble });
}

test('is told by the printer itself that all is printed', async () => {
  expect(await print()).toEqual({ kind: 'printed', isConfirmed: true });
  expect(onSending).toHaveBeenCalledOnce();
  expect(double.papers).toHaveLength(4);
});

test('takes what has arrived for printed where the printer answers no questions, and claims no more', async () => {
  expect(await print({ talks: false, confirms: false })).toEqual({ kind: 'printed', isConfirmed: false });
  expect(double.papers).toHaveLength(4);
});

test('takes a printer that is well and never says that it is through at its word', async () => {
  expect(await print({ confirms: false })).toEqual({ kind: 'printed', isConfirmed: false });
});

test.each(['paper-out', 'cover-open', 'offline'] as const)(
  'sends nothing to one that is %s',
  async (state) => {
    expect(await print({ state })).toMatchObject({ kind: 'not-sent', trouble: state });
    expect(onSending).not.toHaveBeenCalled();
    expect(double.tokens).toEqual([]);
  },
);

test('opens the drawer through one that is out of paper', async () => {
  double.behave({ state: 'paper-out' });
  const steps = { urgent: drawerKickAtOnce, onSending, onTrouble };
  const outcome = await printerOf(double).print(papers, steps);
  expect(outcome).toEqual({ kind: 'not-sent', trouble: 'paper-out', hasPassedUrgent: true });
  expect([double.kicks, double.papers]).toEqual([1, []]);
});

test('sends nothing where nobody listens', async () => {
  await double.unplug();
  expect(await print()).toEqual({ kind: 'not-sent', trouble: 'unreachable', hasPassedUrgent: false });
  expect(onSending).not.toHaveBeenCalled();
});

test('waits for paper that runs out in the middle, says so, and hears when all is printed', async () => {
  const outcome = print({ cutsLeft: 2 });
  await vi.waitFor(() => expect(onTrouble).toHaveBeenLastCalledWith('paper-out'), { timeout: 3_000 });
  double.behave({ state: 'ready' });
  expect(await outcome).toEqual({ kind: 'printed', isConfirmed: true });
  expect(double.papers).toHaveLength(4);
});

test('is unsure once nobody has put paper in for so long', async () => {
  expect(await print({ cutsLeft: 2 })).toEqual({ kind: 'unsure', trouble: 'paper-out' });
});

test('is unsure when the printer hangs up in the middle', async () => {
  expect(await print({ hangsUpAfter: 300 })).toEqual({ kind: 'unsure', trouble: 'hung-up' });
});

test('is unsure about one that answers no questions and never takes the end of the line', async () => {
  expect(await print({ talks: false, reads: false })).toEqual({ kind: 'unsure', trouble: 'slow' });
});

test('is unsure when one that used to say it says nothing any more', async () => {
  const printer = printerOf(double);
  await printer.print(papers, { urgent: null, onSending, onTrouble });
  double.behave({ confirms: false });
  expect(await printer.print(papers, { urgent: null, onSending, onTrouble })).toEqual({
    kind: 'unsure',
    trouble: 'slow',
  });
});

test('prints one run after the other, however many are asked for at once', async () => {
  const printer = printerOf(double);
  const runs = Array.from({ length: 5 }, () =>
    printer.print(Buffer.concat([drawerKick, papers]), { urgent: null, onSending, onTrouble }),
  );
  await Promise.all(runs);
  const sent = double.tokens.flatMap((token) => (token.kind === 'command' ? [token.name] : []));
  const borders = sent.filter((name) => name === 'ESC p' || name === 'GS r');
  expect(borders).toEqual(Array.from({ length: 5 }, () => ['ESC p', 'GS r']).flat());
});
