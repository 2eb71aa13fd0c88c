import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DeviceProvider } from '../data/device.tsx';
import { caseysSession, fakeDevice, front1, noTill } from '../testing/fake-device.tsx';
import { EndNotice } from './end-notice.tsx';

beforeEach(() => vi.useFakeTimers({ now: Date.parse('2026-11-25T22:00:00.000Z') }));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function open(till = front1) {
  const session = { ...caseysSession, endsAt: '2026-11-25T22:11:00.000Z' };
  const { device, asked } = fakeDevice({ till, session });
  const onSwitch = vi.fn();
  render(
    <DeviceProvider device={device}>
      <EndNotice timeZone="Europe/Berlin" onSwitch={onSwitch} />
    </DeviceProvider>,
  );
  act(() => {
    vi.advanceTimersByTime(59_000);
  });
  const isSilent = screen.queryByRole('status') === null;
  act(() => {
    vi.advanceTimersByTime(2_000);
  });
  return { asked, onSwitch, isSilent };
}

test('says ten minutes before, and not earlier, when the session ends', () => {
  const { isSilent, onSwitch } = open();
  expect(isSilent).toBe(true);
  expect(screen.getByRole('status').textContent).toContain('Your session ends at 23:11.');
  expect(screen.getByRole('timer').textContent).toBe('9:59');
  fireEvent.click(screen.getByRole('button', { name: /Sign in again/ }));
  expect(onSwitch).toHaveBeenCalledOnce();
});

test('leads to Google where there is no till', () => {
  const { asked } = open(noTill);
  fireEvent.click(screen.getByRole('button', { name: /Sign in again/ }));
  expect(asked.signIn).toHaveBeenCalledOnce();
});
