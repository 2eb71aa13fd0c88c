import { cleanup, fireEvent, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { afterEach, expect, test, vi } from 'vitest';
import { guardKeys } from '../scanner/guard-keys.ts';
import { useCountKeys } from './use-count-keys.ts';

let undo = (): void => undefined;
afterEach(() => {
  undo();
  cleanup();
});

function Counting({ onTake }: { readonly onTake: (count: number) => void }): ReactNode {
  return <output>{useCountKeys(onTake)}</output>;
}

test('a number and its Enter count, however fast they follow one another through the scanner’s guard', () => {
  const frame = { prefix: '', suffix: 'Enter', gapMs: 40 } as const;
  const onScan = vi.fn();
  undo = guardKeys(window, { frame, onScan, atOnce: flushSync });
  const onTake = vi.fn();
  render(<Counting onTake={onTake} />);
  for (const key of ['4', '0', 'Enter', '7', 'Enter']) {
    fireEvent.keyDown(document.body, { key, code: key });
    fireEvent.keyUp(document.body, { key, code: key });
  }
  expect(onTake.mock.calls).toEqual([[40], [7]]);
  expect(onScan).not.toHaveBeenCalled();
});
