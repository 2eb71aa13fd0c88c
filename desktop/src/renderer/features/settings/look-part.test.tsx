import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readTextSize, useTextSizeKeys } from '../../app/text-size.ts';
import { readTheme } from '../../app/theme.ts';
import { fakeDevice } from '../../testing/fake-device.tsx';
import { readSounds } from '../../ui/sounds.ts';
import { LookPart } from './look-part.tsx';

// Whole forms are drawn here: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 30_000 });

const { device, asked } = fakeDevice();

beforeEach(() => {
  localStorage.clear();
  asked.setTextSize.mockClear();
  vi.stubGlobal('foyer', device.bridge);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function Open({ onTour = () => undefined }: { readonly onTour?: () => void }) {
  useTextSizeKeys();
  return <LookPart onTour={onTour} />;
}

function choose(name: string): void {
  fireEvent.click(screen.getByRole('radio', { name }));
}

test('keeps look, text and sounds on this machine, and wears them at once', () => {
  render(<Open />);
  choose('Light');
  choose('150 %');
  choose('Off');
  expect([readTheme(), readTextSize(), readSounds()]).toEqual(['light', 150, false]);
  expect(document.documentElement.dataset['theme']).toBe('light');
  expect(asked.setTextSize).toHaveBeenLastCalledWith(150);
  choose('On');
  expect(readSounds()).toBe(true);
});

test('goes by keys from one size of the text to the next, and no further than there are', () => {
  render(<Open />);
  const press = (key: string): void => void fireEvent.keyDown(window, { key, ctrlKey: true });
  press('-');
  expect(readTextSize()).toBe(100);
  press('+');
  press('=');
  expect(readTextSize()).toBe(130);
  expect(screen.getByRole<HTMLInputElement>('radio', { name: '130 %' }).checked).toBe(true);
  for (let time = 0; time < 5; time += 1) press('+');
  expect(readTextSize()).toBe(200);
  press('0');
  expect(readTextSize()).toBe(100);
  fireEvent.keyDown(window, { key: '+' });
  expect(readTextSize()).toBe(100);
});

test('takes something else that was kept for the usual size', () => {
  localStorage.setItem('foyer:text-size', '4000');
  expect(readTextSize()).toBe(100);
});

test('shows the tour again', () => {
  const onTour = vi.fn();
  render(<Open onTour={onTour} />);
  fireEvent.click(screen.getByText('Show the tour again'));
  expect(onTour).toHaveBeenCalledOnce();
});
