import { CircleHelp, Clock, CreditCard, RotateCcw } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../../../ui/button.tsx';
import { useNow } from '../../../ui/use-now.ts';
import { countdown } from '../../../ui/when.ts';
import type { Cart } from '../cart/cart.ts';
import { focusHall } from '../hall/focus-hall.ts';
import type { Checkout } from './checkout.ts';
import { type Due, dueMinor, type Stage, stageOf } from './due.ts';
import { OfferButtons } from './offer-buttons.tsx';
import './owed-panel.css';
import { PayPanel } from './pay-panel.tsx';
import { stageWords } from './stage-words.ts';
import { StopButton } from './stop-button.tsx';

interface OwedPanelProps {
  readonly cart: Cart;
  readonly due: Due;
  readonly checkout: Checkout;
}

/**
 * While a booking owns the seats: how its money comes, and what can be done about it. Made anew for each stage, so that
 * no key that was meant for the one before acts on the next.
 */
export function OwedPanel({ cart, due, checkout }: OwedPanelProps): ReactNode {
  const panel = useRef<HTMLElement>(null);
  const stop = useRef<HTMLButtonElement>(null);
  const stage = stageOf(due);
  const { kind } = stage;
  useEffect(() => {
    if (!panel.current?.contains(document.activeElement)) panel.current?.focus();
  }, []);
  const reachStop = (): void => stop.current?.focus();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape reaches for the way out from any of its controls; it acts on nothing itself
    <section
      ref={panel}
      tabIndex={-1}
      className="owed"
      aria-label="Payment"
      data-stage={kind}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        reachStop();
      }}
    >
      {stage.kind === 'choose' && (
        <>
          {due.trouble !== null && (
            <p className="cart-message" data-tone="trouble" role="alert">
              <span>{due.trouble}</span>
            </p>
          )}
          <PayPanel
            cart={cart}
            dueMinor={dueMinor(due.booking)}
            currency={due.booking.currency}
            checkout={checkout}
            onLeave={reachStop}
          />
        </>
      )}
      {stage.kind !== 'choose' && stage.kind !== 'sold' && <StageBox due={due} stage={stage} />}
      {stage.kind === 'offer' && <OfferButtons offer={stage.offer} checkout={checkout} />}
      {kind === 'ended' && (
        <NextButton
          onPress={() => {
            checkout.closeDue();
            focusHall();
          }}
        />
      )}
      {canStop(stage) && (
        <>
          <TimeLeft due={due} />
          <StopButton ref={stop} isDisabled={due.act !== null} onPress={() => checkout.stop()}>
            {kind === 'choose' ? 'Give the seats back' : 'Stop the payment and give the seats back'}
          </StopButton>
        </>
      )}
    </section>
  );
}

type Shown = Exclude<Stage, { kind: 'choose' | 'sold' }>;

const icons = {
  sending: CreditCard,
  waiting: CreditCard,
  asking: CircleHelp,
  late: Clock,
  offer: Clock,
  ended: RotateCcw,
} as const;

function StageBox({ due, stage }: { readonly due: Due; readonly stage: Shown }): ReactNode {
  const { title, text } = stageWords(due, stage);
  const Icon = icons[stage.kind];
  return (
    <div
      className="owed-box"
      role="status"
      data-unsure={stage.kind === 'asking' || due.isSilent || undefined}
    >
      <h3>
        <Icon size={20} aria-hidden="true" />
        {title}
      </h3>
      <p>{text}</p>
      {due.trouble !== null && stage.kind !== 'ended' && <p className="owed-trouble">{due.trouble}</p>}
    </div>
  );
}

function NextButton({ onPress }: { readonly onPress: () => void }): ReactNode {
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => next.current?.focus(), []);
  return (
    <div className="pay">
      <Button ref={next} tone="primary" keyName="Enter" onPress={onPress}>
        Next guest
      </Button>
    </div>
  );
}

/** How long the booking still owns its seats. */
function TimeLeft({ due }: { readonly due: Due }): ReactNode {
  const now = useNow(1_000);
  const { expiresAt } = due.booking;
  if (expiresAt === null) return null;
  return (
    <p className="quiet owed-time">
      The seats are this guest’s for {countdown(Date.parse(expiresAt) - now)} more.
    </p>
  );
}

function canStop(stage: Stage): boolean {
  switch (stage.kind) {
    case 'choose':
    case 'sending':
    case 'waiting':
      return true;
    case 'asking':
      return !stage.isOver;
    case 'late':
    case 'offer':
    case 'sold':
    case 'ended':
      return false;
  }
}
