// @vitest-environment node
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type GuestPicture, GuestScreenPicture } from '../../bridge/guest.ts';
import { WindowPlaces } from '../window-places.ts';
import type { DisplayFacts, GuestPlace } from './guest-place.ts';
import { GuestScreen } from './guest-screen.ts';

const display = (id: number, x: number): DisplayFacts => {
  const bounds = { x, y: 0, width: 1600, height: 1000 };
  return { id, bounds, workArea: { ...bounds, height: 960 } };
};
const [own, guests, third] = [display(1, 0), display(2, 1600), display(3, 3200)];
const picture: GuestPicture = { theme: 'dark', view: { kind: 'idle', shows: [] } };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-guest-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function desk(displays: DisplayFacts[]) {
  const places = new WindowPlaces(join(folder, 'windows.json'));
  const opened: { place: GuestPlace; shown: GuestScreenPicture[]; isClosed: boolean }[] = [];
  const told: boolean[] = [];
  const seen = { displays, closeByHand: (): void => undefined, ready: (): void => undefined };
  const screen = new GuestScreen({
    places,
    house: () => 'Lumen Cinema',
    displays: () => seen.displays,
    counterDisplay: () => own.id,
    open: (place, onClosed) => {
      const window = { place, shown: [] as GuestScreenPicture[], isClosed: false };
      opened.push(window);
      seen.closeByHand = onClosed;
      return {
        show: (shown) => void window.shown.push(shown),
        onReady: (listener) => {
          seen.ready = listener;
        },
        onPlaced: () => undefined,
        close: () => {
          window.isClosed = true;
        },
      };
    },
    onChange: ({ isOpen }) => told.push(isOpen),
  });
  return { screen, opened, told, seen, places };
}

test('opens by itself on a display of its own, whole, and only there', () => {
  const alone = desk([own]);
  alone.screen.restore();
  expect(alone.opened).toEqual([]);
  const { screen, opened, told } = desk([own, guests]);
  screen.restore();
  expect(opened.map(({ place }) => place)).toEqual([{ bounds: guests.bounds, isWhole: true }]);
  expect([screen.state, told]).toEqual([{ isOpen: true }, [true]]);
});

test('is a window beside the counter where there is one display, and remembers that it was wanted', () => {
  const { screen, opened, places } = desk([own]);
  expect(screen.toggle()).toEqual({ isOpen: true });
  expect(opened[0]?.place).toEqual({
    bounds: { x: 640, y: 360, width: 960, height: 600 },
    isWhole: false,
  });
  places.save();
  const later = desk([own]);
  later.screen.restore();
  expect(later.opened).toHaveLength(1);
});

test('stays away once somebody has closed it, by key or by its own button', () => {
  const { screen, seen, told, places } = desk([own, guests]);
  screen.restore();
  seen.closeByHand();
  expect(told).toEqual([true, false]);
  screen.onDisplays();
  places.save();
  const later = desk([own, guests]);
  later.screen.restore();
  expect([screen.state.isOpen, later.opened]).toEqual([false, []]);
});

test('shows the newest picture as soon as its page is there, with the name of the house', () => {
  const { screen, opened, seen } = desk([own]);
  screen.show(picture);
  screen.toggle();
  expect(opened[0]?.shown).toEqual([]);
  seen.ready();
  expect(opened[0]?.shown).toEqual([{ ...picture, house: 'Lumen Cinema' }]);
  expect(GuestScreenPicture.parse(opened[0]?.shown[0])).toBeTruthy();
});

test('comes with a display that is plugged in, moves with it, and goes with it', () => {
  const { screen, opened, seen } = desk([own]);
  screen.restore();
  seen.displays = [own, guests];
  screen.onDisplays();
  expect(opened.map(({ place }) => place.bounds.x)).toEqual([1600]);
  seen.displays = [own, third];
  screen.onDisplays();
  expect(opened.map(({ place, isClosed }) => [place.bounds.x, isClosed])).toEqual([
    [1600, true],
    [3200, false],
  ]);
  seen.displays = [own];
  screen.onDisplays();
  expect([screen.state.isOpen, opened.length]).toEqual([false, 2]);
  seen.displays = [own, third];
  screen.onDisplays();
  expect(screen.state.isOpen).toBe(true);
});
