import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import type { PaperJob, PaperState } from '../../../bridge/paper.ts';
import type { PrinterAnswer, PrinterPlan, PrinterSettings } from '../../../bridge/printer.ts';
import { DeviceProvider } from '../../data/device.tsx';
import { PaperProvider } from '../../data/paper.tsx';
import { fakeDevice, ok } from '../../testing/fake-device.tsx';
import { PrinterPart } from './printer-part.tsx';

// Whole forms are drawn here: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 30_000 });

afterEach(cleanup);

const plan: PrinterPlan = {
  address: '10.0.0.20:9100',
  columns: 42,
  encoding: 'multilingual',
  hasDrawer: true,
  house: null,
};
const printer = { address: '10.0.0.20:9100', hasDrawer: true };
const job: PaperJob = {
  id: 'x.test',
  kind: 'TEST',
  reference: null,
  state: 'PRINTING',
  trouble: null,
  isGivenUp: false,
  isConfirmed: false,
};

interface Given {
  readonly mayChange?: boolean;
  readonly fixed?: PrinterSettings['fixed'];
  readonly answer?: Exclude<PrinterAnswer['kind'], 'kept'>;
}

async function open({ mayChange = true, fixed = [], answer }: Given = {}) {
  let tell: (state: PaperState) => void = () => undefined;
  const asked = {
    paperState: vi.fn(() => ok<PaperState>({ printer, jobs: [] })),
    onPaperChanged: (listener: typeof tell) => {
      tell = listener;
      return () => undefined;
    },
    printerSettings: vi.fn(() => ok<PrinterSettings>({ plan, fixed })),
    setPrinter: vi.fn((next: PrinterPlan) =>
      ok<PrinterAnswer>(answer ? { kind: answer } : { kind: 'kept', settings: { plan: next, fixed } }),
    ),
    printTestPage: vi.fn(() => ok<string | null>(job.id)),
    retryPaper: vi.fn(() => ok(null)),
    dropPaper: vi.fn(() => ok(null)),
  };
  const onDrawer = vi.fn();
  const { device } = fakeDevice();
  const bridge = { ...device.bridge, ...asked };
  render(
    <DeviceProvider device={{ ...device, bridge }}>
      <PaperProvider bridge={bridge}>
        <PrinterPart mayChange={mayChange} onDrawer={onDrawer} />
      </PaperProvider>
    </DeviceProvider>,
  );
  await act(() => Promise.resolve());
  const say = (jobs: readonly PaperJob[]): void => act(() => tell({ printer, jobs: [...jobs] }));
  return { asked, onDrawer, say };
}

function type(label: RegExp, value: string): void {
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
}

test('keeps what a manager typed', async () => {
  const { asked } = await open();
  type(/^Address/, ' printer.lan ');
  type(/^Letters a line/, '48');
  type(/^Name of the house/, 'Kanal-Lichtspiele');
  fireEvent.click(screen.getByRole('radio', { name: 'Western Europe only' }));
  fireEvent.click(screen.getByText('Keep these'));
  expect(asked.setPrinter).toHaveBeenCalledWith({
    address: 'printer.lan',
    columns: 48,
    encoding: 'cp858',
    hasDrawer: true,
    house: 'Kanal-Lichtspiele',
  });
  await screen.findByText(/^Kept/);
});

test.each([
  [/^Address/, 'http://printer', /write it like 10\.0\.0\.20/],
  [/^Letters a line/, '12', /between 32 and 64/],
])('says what is wrong with %s of %j, and keeps nothing', async (label, value, words) => {
  const { asked } = await open();
  type(label, value);
  fireEvent.click(screen.getByText('Keep these'));
  expect(screen.getByRole('alert').textContent).toMatch(words);
  expect(asked.setPrinter).not.toHaveBeenCalled();
});

test.each([
  ['not-allowed', /Only a manager/],
  ['unreachable', /server doesn’t answer/],
  ['not-stored', /could not store it/],
] as const)('says why it was not kept: %s', async (answer, words) => {
  await open({ answer });
  fireEvent.click(screen.getByText('Keep these'));
  expect((await screen.findByRole('alert')).textContent).toMatch(words);
});

test('says what the environment has fixed, and lets nobody type there', async () => {
  await open({ fixed: ['address', 'hasDrawer'] });
  screen.getByText(/fixed by this machine’s environment/);
  expect(screen.getByLabelText<HTMLInputElement>(/^Address/).disabled).toBe(true);
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Yes' }).disabled).toBe(true);
  expect(screen.getByLabelText<HTMLInputElement>(/^Letters a line/).disabled).toBe(false);
});

test('shows a cashier what is set, without a way to change it', async () => {
  const { onDrawer } = await open({ mayChange: false });
  screen.getByText('10.0.0.20:9100');
  screen.getByText('A manager can change this.');
  expect(screen.queryByText('Keep these')).toBeNull();
  fireEvent.click(screen.getByText('Open the drawer, with a reason…'));
  expect(onDrawer).toHaveBeenCalledOnce();
});

test('prints a test page and says in words what became of it', async () => {
  const { asked, say } = await open({ mayChange: false });
  fireEvent.click(screen.getByText('Print a test page'));
  await act(() => Promise.resolve());
  const said = (): string | null => screen.getByRole('status').textContent;
  say([job]);
  expect(said()).toBe('The test page is being printed.');
  say([{ ...job, state: 'WAITING' }]);
  expect(said()).toBe('The test page waits for the prints before it.');
  say([{ ...job, trouble: 'paper-out' }]);
  expect(said()).toBe('The test page stopped: the printer is out of paper. It goes on once that is mended.');
  say([{ ...job, state: 'UNSURE', trouble: 'hung-up' }]);
  expect(said()).toMatch(/Nobody can tell.*broke off/);
  say([{ ...job, state: 'PRINTED', isConfirmed: true }]);
  expect(said()).toBe('The printer says that the test page is printed.');
  say([{ ...job, state: 'PRINTED' }]);
  expect(said()).toMatch(/look whether the page came out whole/);
  say([{ ...job, state: 'WAITING', trouble: 'unreachable' }]);
  expect(said()).toBe('Nothing came out: the printer can’t be reached. It is tried again by itself.');
  fireEvent.click(screen.getByText('Try now'));
  fireEvent.click(screen.getByText('Don’t print it'));
  expect(asked.retryPaper).toHaveBeenCalledWith({ job: job.id });
  expect(asked.dropPaper).toHaveBeenCalledWith({ job: job.id });
});
