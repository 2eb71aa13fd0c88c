import type { Offer } from '@foyer/shared/http/bookings';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../../../ui/button.tsx';
import { useKeys } from '../../../ui/use-keys.ts';
import { useNow } from '../../../ui/use-now.ts';
import { countdown } from '../../../ui/when.ts';
import { seatRuns } from '../../approvals/approval-words.ts';
import type { Checkout } from './checkout.ts';

/** Other seats for money that came too late, for as long as they are kept. */
export function OfferButtons({
  offer,
  checkout,
}: {
  readonly offer: Offer;
  readonly checkout: Checkout;
}): ReactNode {
  const now = useNow(250);
  const accept = useRef<HTMLButtonElement>(null);
  useEffect(() => accept.current?.focus(), []);
  useKeys({ F2: () => checkout.decline() });
  return (
    <div className="pay">
      <p className="total">
        <span>Kept for</span>
        <strong role="timer">{countdown(Date.parse(offer.expiresAt) - now)}</strong>
      </p>
      <Button ref={accept} tone="primary" keyName="Enter" onPress={() => checkout.accept()}>
        {`Take ${seatRuns(offer.seats)}`}
      </Button>
      <Button keyName="F2" onPress={() => checkout.decline()}>
        Money back
      </Button>
    </div>
  );
}
