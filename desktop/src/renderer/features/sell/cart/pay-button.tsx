import { formatMoney } from '@foyer/shared/money';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { type Cart, isPayable } from './cart.ts';
import type { Sale } from './sale.ts';

interface PayButtonProps {
  readonly cart: Cart;
  readonly totalMinor: number;
  readonly currency: string;
  readonly sale: Sale;
}

/** The key that sells. It names what it does, and shows the key that reaches it: F1 first, Enter once it is reached. */
export function PayButton({ cart, totalMinor, currency, sale }: PayButtonProps): ReactNode {
  const button = useRef<HTMLButtonElement>(null);
  const [isReached, setReached] = useState(false);
  const isUnsure = cart.phase.kind === 'unsure';
  useEffect(() => {
    if (isUnsure) button.current?.focus();
  }, [isUnsure]);
  const total = formatMoney(totalMinor, currency);
  return (
    <div className="pay" onFocus={() => setReached(true)} onBlur={() => setReached(false)}>
      {isUnsure && (
        <p className="cart-message" data-tone="warning" role="alert">
          <span>
            No answer came. Asking again is safe: the same sale is never booked twice.
            <Button tone="quiet" onPress={() => sale.leaveUnanswered()}>
              Leave it and go on
            </Button>
          </span>
        </p>
      )}
      <Button
        ref={button}
        tone="primary"
        keyName={isReached ? 'Enter' : 'F1'}
        isDisabled={!isPayable(cart)}
        onPress={() => sale.payCash(totalMinor)}
      >
        {labelOf(cart, totalMinor === 0 ? null : total)}
      </Button>
    </div>
  );
}

function labelOf({ phase, underWay }: Cart, total: string | null): string {
  switch (phase.kind) {
    case 'paying':
      return `Booking ${total ?? ''} …`;
    case 'unsure':
      return 'Ask again';
    case 'choosing':
    case 'sold':
      if (Object.keys(underWay).length > 0) return 'Holding the seats …';
      return total === null ? 'Give the tickets away' : `Take ${total} in cash`;
  }
}
