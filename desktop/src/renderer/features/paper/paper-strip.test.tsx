import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import type { PaperJob, PaperState } from '../../../bridge/paper.ts';
import { DeviceProvider } from '../../data/device.tsx';
import { PaperProvider } from '../../data/paper.tsx';
import { fakeDevice, ok } from '../../testing/fake-device.tsx';
import { PaperChip } from './paper-chip.tsx';
import { PaperStrip } from './paper-strip.tsx';
import type { LostPaper } from './paper-words.ts';

afterEach(cleanup);

const printer = { address: '10.0.0.20:9100', hasDrawer: true };
const job: PaperJob = {
  id: 'bkg_1.sale',
  kind: 'SALE',
  reference: 'K7QM-3FXA',
  state: 'WAITING',
  trouble: null,
  isGivenUp: false,
  isConfirmed: false,
};

/** Chip and strip on a till whose main says this; what it was asked is in `asked`. */
async function open(state: PaperState, isWanted = false, lost: LostPaper | null = null) {
  let tell: (state: PaperState) => void = () => undefined;
  const asked = {
    paperState: vi.fn(() => ok(state)),
    onPaperChanged: (listener: typeof tell) => {
      tell = listener;
      return () => undefined;
    },
    settlePaper: vi.fn(() => ok(null)),
    retryPaper: vi.fn(() => ok(null)),
    dropPaper: vi.fn(() => ok(null)),
    printTestPage: vi.fn(() => ok(null)),
  };
  const { device } = fakeDevice();
  const bridge = { ...device.bridge, ...asked };
  render(
    <DeviceProvider device={{ ...device, bridge }}>
      <PaperProvider bridge={bridge}>
        <PaperChip onOpen={() => undefined} />
        <PaperStrip isWanted={isWanted} lost={lost} onClose={() => undefined} />
      </PaperProvider>
    </DeviceProvider>,
  );
  await act(() => Promise.resolve());
  return { asked, tell: (next: PaperState) => act(() => tell(next)) };
}

test('is not there without a printer', async () => {
  await open({ printer: null, jobs: [] });
  expect(document.querySelector('.paper-chip, .paper-strip')).toBeNull();
});

test('follows the printer in words', async () => {
  const { tell } = await open({ printer, jobs: [] });
  const said = (): string | null => screen.getByRole('status').textContent;
  expect(said()).toBe('Printer');
  tell({ printer, jobs: [{ ...job, state: 'PRINTING' }] });
  expect(said()).toBe('Printing');
  tell({ printer, jobs: [{ ...job, trouble: 'paper-out' }] });
  expect(said()).toBe('1 print waits: the printer is out of paper');
  tell({
    printer,
    jobs: [
      { ...job, trouble: 'unreachable' },
      { ...job, id: 'bkg_2.sale' },
    ],
  });
  expect(said()).toBe('2 prints wait: the printer can’t be reached');
  tell({ printer, jobs: [{ ...job, isGivenUp: true }] });
  expect(said()).toBe('1 print waits: nobody may want it any more');
  tell({ printer, jobs: [{ ...job, state: 'PRINTED' }] });
  expect(said()).toBe('Printer');
  expect(document.querySelector('.paper-strip')).toBeNull();
});

test.each([
  ['F3', true],
  ['F4', false],
])('asks whether it came out, and takes %s for an answer', async (key, hasComeOut) => {
  const { asked } = await open({ printer, jobs: [{ ...job, state: 'UNSURE', trouble: 'hung-up' }] });
  expect(screen.getByRole('alert').textContent).toMatch(/tickets of K7QM-3FXA come out whole\?.*broke off/);
  fireEvent.keyDown(window, { key });
  expect(asked.settlePaper).toHaveBeenCalledWith({ job: 'bkg_1.sale', hasComeOut });
});

test('lets somebody try now, or leave a print', async () => {
  const { asked } = await open({ printer, jobs: [{ ...job, trouble: 'offline' }] }, true);
  fireEvent.click(screen.getByText('Try now'));
  fireEvent.click(screen.getByText('Don’t print the tickets of K7QM-3FXA'));
  expect(asked.retryPaper).toHaveBeenCalledWith({ job: 'bkg_1.sale' });
  expect(asked.dropPaper).toHaveBeenCalledWith({ job: 'bkg_1.sale' });
});

test('prints a test page when there is nothing else to do', async () => {
  const { asked } = await open({ printer, jobs: [] }, true);
  fireEvent.click(screen.getByText('Print a test page'));
  expect(asked.printTestPage).toHaveBeenCalledOnce();
});

test('says which sale’s tickets were not taken', async () => {
  await open({ printer, jobs: [] }, false, { kind: 'SALE', reference: 'K7QM-3FXA' });
  expect(screen.getByRole('alert').textContent).toContain('K7QM-3FXA were not printed. The sale stands');
});
