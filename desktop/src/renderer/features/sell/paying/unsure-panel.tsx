import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../../../ui/button.tsx';
import type { Checkout } from './checkout.ts';
import './pay-panel.css';
import { inCash } from './tender-plan.ts';

/** In the place of the tenders while nobody knows whether the last attempt stands. */
export function UnsurePanel({ checkout }: { readonly checkout: Checkout }): ReactNode {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <div className="pay">
      <p className="cart-message" data-tone="warning" role="alert">
        <span>
          No answer came. Asking again is safe: the same sale is never booked twice.
          <Button tone="quiet" onPress={() => checkout.leaveUnanswered()}>
            Leave it and go on
          </Button>
        </span>
      </p>
      {/* The attempt that was sent goes again, with its own money. */}
      <Button ref={button} tone="primary" keyName="Enter" onPress={() => checkout.pay(inCash(0))}>
        Ask again
      </Button>
    </div>
  );
}
