import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Cart, emptyCart } from '../sell/cart/cart.ts';
import { tourSteps } from './tour-steps.tsx';
import { useTour } from './tour-store.ts';
import { TourStrip } from './tour-strip.tsx';

beforeEach(() => localStorage.clear());
afterEach(cleanup);

function open(person = 'usr_casey') {
  let cart = emptyCart;
  let tell: () => void = () => undefined;
  const sale = {
    snapshot: () => cart,
    subscribe: (listener: () => void) => {
      tell = listener;
      return () => undefined;
    },
  };
  function Counter() {
    const tour = useTour(person);
    return (
      <>
        <input aria-label="Field" />
        <button onClick={tour.onAgain}>Again</button>
        <TourStrip tour={tour} sale={sale} />
      </>
    );
  }
  const drawn = render(<Counter />);
  return {
    drawn,
    put: (next: Partial<Cart>): void =>
      act(() => {
        cart = { ...emptyCart, ...next };
        tell();
      }),
  };
}

function press(key: string, target: Window | HTMLElement = window): void {
  fireEvent.keyDown(target, { key, ctrlKey: true });
}

const title = (): string | null => screen.queryByRole('heading')?.textContent ?? null;

test('goes on and back by keys, and is over for good after its last step', () => {
  const { drawn } = open();
  expect(title()).toBe('A sale in four keys 1 of 6');
  press('ArrowRight');
  expect(title()).toBe('Seats by their shape 2 of 6');
  press('ArrowLeft');
  press('ArrowLeft');
  expect(title()).toBe('A sale in four keys 1 of 6');
  for (let step = 1; step < tourSteps.length; step += 1) press('ArrowRight');
  expect(title()).toBe('More help 6 of 6');
  press('ArrowRight');
  expect(title()).toBeNull();
  drawn.unmount();
  open();
  expect(title()).toBeNull();
});

test('can be left at once, is shown to the next person all the same, and again when somebody wants it', () => {
  const { drawn } = open();
  press('ArrowDown');
  expect(title()).toBeNull();
  fireEvent.click(screen.getByText('Again'));
  expect(title()).toMatch(/^A sale/);
  drawn.unmount();
  open('usr_cleo');
  expect(title()).toMatch(/^A sale/);
});

test('waits out of sight while a guest is served, and takes no keys then', () => {
  const { put } = open();
  put({ lines: [{ seat: 'A1' }] as unknown as Cart['lines'] });
  press('ArrowRight');
  expect(title()).toBeNull();
  put({});
  expect(title()).toBe('A sale in four keys 1 of 6');
});

test('leaves the keys of a field, and keys without Ctrl, to what they are for', () => {
  open();
  press('ArrowRight', screen.getByLabelText('Field'));
  fireEvent.keyDown(window, { key: 'ArrowRight' });
  expect(title()).toBe('A sale in four keys 1 of 6');
});
