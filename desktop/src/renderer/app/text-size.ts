import { useEffect } from 'react';
import { keptChoice } from '../ui/kept-choice.ts';

/** In per cent of the usual size. */
export const textSizes = [100, 115, 130, 150, 175, 200] as const;
export type TextSize = (typeof textSizes)[number];

/** What this till was set to, else the usual size. */
const choice = keptChoice<TextSize>({
  storageKey: 'foyer:text-size',
  parse: (kept) => textSizes.find((size) => String(size) === kept) ?? 100,
  apply: applyTextSize,
});

export const { read: readTextSize, keep: keepTextSize, useValue: useTextSize } = choice;

/**
 * The page grows as a whole, as by a browser's own zoom: letters, keys and distances keep their proportions, and what
 * is laid out for a smaller window is what a larger text needs.
 */
export function applyTextSize(size: TextSize): void {
  window.foyer.setTextSize(size);
}

/** The keys that browsers have for it, on every screen. */
export function useTextSizeKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!event.ctrlKey || event.altKey || event.metaKey) return;
      const size = sizeAfter(event.key);
      if (size === null) return;
      event.preventDefault();
      keepTextSize(size);
    };
    // Before an open list or menu, which keeps to itself what is typed there.
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
}

/** Null where the key says nothing about it. */
function sizeAfter(key: string): TextSize | null {
  if (key === '0') return 100;
  // Some keyboards have the plus with Shift, on the key of the equals sign.
  const steps = key === '+' || key === '=' ? 1 : key === '-' ? -1 : 0;
  if (steps === 0) return null;
  const at = textSizes.indexOf(readTextSize()) + steps;
  return textSizes[Math.max(0, Math.min(textSizes.length - 1, at))] ?? null;
}
