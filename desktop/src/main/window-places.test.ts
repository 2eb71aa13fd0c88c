// @vitest-environment node
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { visibleBounds, WindowPlaces } from './window-places.ts';

const bounds = { x: 100, y: 50, width: 1200, height: 800 };
const desk = { x: 0, y: 0, width: 1600, height: 1000 };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-places-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('knows after a restart where the windows were', () => {
  const file = join(folder, 'windows.json');
  const places = new WindowPlaces(file);
  expect(places.places).toEqual({ counter: null, guest: { isWanted: null, bounds: null } });
  places.keep({ counter: { bounds, isMaximized: true } });
  places.keep({ guest: { isWanted: true, bounds: null } });
  places.save();
  expect(new WindowPlaces(file).places).toEqual({
    counter: { bounds, isMaximized: true },
    guest: { isWanted: true, bounds: null },
  });
});

test.each(['', '{', '{"counter":{"bounds":{"x":"left"}}}', 'null', '[]'])(
  'begins afresh from %j',
  async (text) => {
    const file = join(folder, 'windows.json');
    await writeFile(file, text);
    expect(new WindowPlaces(file).places.counter).toBeNull();
  },
);

test('lets a place go that can’t be kept', () => {
  const places = new WindowPlaces(join(folder, 'windows.json', '\0'));
  places.keep({ counter: { bounds, isMaximized: false } });
  expect(() => places.save()).not.toThrow();
});

test('goes back to a place only where most of the window’s head can be reached', () => {
  expect(visibleBounds(bounds, [desk])).toEqual(bounds);
  expect(visibleBounds({ ...bounds, x: -500 }, [desk])).toMatchObject({ x: -500 });
  expect(visibleBounds({ ...bounds, x: 1500 }, [desk])).toBeNull();
  expect(visibleBounds({ ...bounds, y: -60 }, [desk])).toBeNull();
  expect(visibleBounds({ ...bounds, x: 2000 }, [desk, { ...desk, x: 1600 }])).toMatchObject({ x: 2000 });
  expect(visibleBounds(null, [desk])).toBeNull();
});
