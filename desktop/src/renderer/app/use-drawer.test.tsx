import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, test } from 'vitest';
import { useDrawer } from './use-drawer.ts';

afterEach(cleanup);

function Probe({ isAtCounter }: { readonly isAtCounter: boolean }): ReactNode {
  const drawer = useDrawer(isAtCounter);
  return (
    <>
      <input aria-label="Search" />
      {drawer.isAsked && (
        <div className="drawer-strip">
          <button onClick={drawer.close}>Leave it shut</button>
        </div>
      )}
    </>
  );
}

const press = (target: Element): boolean => fireEvent.keyDown(target, { key: 'F5' });

test('F5 asks for the drawer from anywhere, and gives it the keyboard when pressed again', () => {
  render(<Probe isAtCounter />);
  // Answers false where the key does nothing else, such as loading the page anew.
  expect(press(screen.getByLabelText('Search'))).toBe(false);
  const leave = screen.getByRole('button');
  screen.getByLabelText('Search').focus();
  press(screen.getByLabelText('Search'));
  expect(document.activeElement).toBe(leave);
  fireEvent.click(leave);
  expect(screen.queryByRole('button')).toBeNull();
});

test('the keyboard goes on to the next guest where a sale has just been made', () => {
  render(
    <>
      <Probe isAtCounter />
      <section className="receipt">
        <button className="button-primary">Next guest</button>
      </section>
    </>,
  );
  press(document.body);
  const leave = screen.getByRole('button', { name: 'Leave it shut' });
  leave.focus();
  fireEvent.click(leave);
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Next guest' }));
});

test('F5 opens nothing while the till is locked or taken over', () => {
  render(<Probe isAtCounter={false} />);
  press(document.body);
  expect(screen.queryByRole('button')).toBeNull();
});
