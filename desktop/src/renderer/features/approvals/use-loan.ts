import { type RefObject, useLayoutEffect, useRef } from 'react';

interface Loan {
  /** Gives the keyboard to an element of the place, and remembers whose it was. */
  readonly borrow: (element: HTMLElement | null) => void;
  readonly giveBack: () => void;
}

/** Keyboard focus that a place has taken for a moment: it goes back by itself when the place leaves the screen. */
export function useLoan(place: RefObject<HTMLElement | null>): Loan {
  const lender = useRef<HTMLElement | null>(null);
  const borrow = (element: HTMLElement | null): void => {
    const active = document.activeElement;
    if (active instanceof HTMLElement || active instanceof SVGElement)
      lender.current = place.current?.contains(active) ? lender.current : (active as HTMLElement);
    element?.focus();
  };
  const giveBack = (): void => lender.current?.focus();
  useLayoutEffect(() => {
    const here = place.current;
    return () => {
      if (here?.contains(document.activeElement)) lender.current?.focus();
    };
  }, [place]);
  return { borrow, giveBack };
}
