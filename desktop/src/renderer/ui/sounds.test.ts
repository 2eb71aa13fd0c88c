import { afterEach, expect, test, vi } from 'vitest';
import { keepSounds, playWarning, readSounds } from './sounds.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
});

test('is heard unless this till was silenced, and remembers that', () => {
  const started = stubAudio();
  playWarning();
  expect(started).toHaveBeenCalledTimes(4);
  keepSounds(false);
  expect(readSounds()).toBe(false);
  playWarning();
  expect(started).toHaveBeenCalledTimes(4);
  keepSounds(true);
  playWarning();
  expect(started).toHaveBeenCalledTimes(8);
});

/** There is no loudspeaker here: counts the tones that would begin. */
function stubAudio() {
  const started = vi.fn<(at: number) => void>();
  const volume = { setValueAtTime: vi.fn(), linearRampToValueAtTime: vi.fn() };
  class Audio {
    readonly currentTime = 0;
    readonly destination = {};
    resume = () => Promise.resolve();
    createGain = () => ({ gain: volume, connect: () => undefined });
    createOscillator = () => ({
      frequency: { value: 0 },
      connect: (next: object) => next,
      start: started,
      stop: () => undefined,
    });
  }
  vi.stubGlobal('AudioContext', Audio);
  return started;
}
