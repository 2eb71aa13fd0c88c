import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { useMe } from '../../../data/queries.ts';
import { Button } from '../../../ui/button.tsx';
import { parseMoney } from '../../../ui/money-text.ts';
import { type Cart, isPayable } from '../cart/cart.ts';
import { CashAmounts } from './cash-amounts.tsx';
import { changeHints } from './change.ts';
import type { Checkout } from './checkout.ts';
import { panelKeys } from './panel-keys.ts';
import { cardLabel, cashLabel, troubleOf } from './pay-words.ts';
import './pay-panel.css';
import { type CounterTender, leftMinor, stepFor } from './tender-plan.ts';

interface PayPanelProps {
  readonly cart: Cart;
  readonly dueMinor: number;
  readonly currency: string;
  readonly checkout: Checkout;
  /** One step back, when there is nothing more to take back here. */
  readonly onLeave: () => void;
}

/** The keys that sell. Each names what it does, and shows the key that reaches it: F1 or F10 first, then Enter. */
export function PayPanel({ cart, dueMinor, currency, checkout, onLeave }: PayPanelProps): ReactNode {
  const abilities = useMe().data?.abilities ?? [];
  const field = useRef<HTMLInputElement>(null);
  const cash = useRef<HTMLButtonElement>(null);
  const card = useRef<HTMLButtonElement>(null);
  const [reached, setReached] = useState<CounterTender | null>(null);
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(-1);
  const plan = { dueMinor, parts: cart.parts };
  const left = leftMinor(plan);
  const hints = changeHints(left, currency);
  const note = hints[chosen]?.givenMinor ?? null;
  const typedMinor = typed.trim() === '' ? null : (parseMoney(typed, currency) ?? Number.NaN);
  const isReady = isPayable(cart) || cart.phase.kind === 'owed';
  const steps = { CASH: stepFor(plan, 'CASH', typedMinor ?? note), CARD: stepFor(plan, 'CARD', typedMinor) };
  const press = (tender: CounterTender): void => {
    const step = steps[tender];
    if (!isReady || (step.kind !== 'pay' && step.kind !== 'lay')) return;
    if (step.kind === 'pay') checkout.pay(step.tendered);
    else checkout.lay(step.part);
    setTyped('');
    setChosen(-1);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const isClean = typed === '' && chosen < 0;
    const acts = {
      F1: () => cash.current?.focus(),
      F10: () => card.current?.focus(),
      Escape: () => {
        if (isClean) return onLeave();
        setTyped('');
        setChosen(-1);
      },
      ...(typed === '' && {
        Backspace: () => checkout.unlay(),
        ArrowLeft: () => setChosen(Math.max(-1, chosen - 1)),
        ArrowRight: () => setChosen(Math.min(hints.length - 1, chosen + 1)),
      }),
    };
    panelKeys(event, { acts, field: field.current });
  };
  const mayCash = abilities.includes('tender.cash');
  const mayCard = abilities.includes('tender.card') && dueMinor > 0;
  const trouble = troubleOf(mayCash ? steps.CASH : steps.CARD);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-static-element-interactions -- hears keys of its controls; it acts on nothing itself
    <div
      className="pay"
      onKeyDown={onKeyDown}
      onFocus={() => setReached(document.activeElement === card.current ? 'CARD' : 'CASH')}
      onBlur={() => setReached(null)}
    >
      {!mayCash && !mayCard && <p className="quiet">Your account may take no money. Ask a manager.</p>}
      {mayCash && dueMinor > 0 && (
        <CashAmounts
          ref={field}
          hints={hints}
          chosen={chosen}
          onChoose={(index) => {
            setTyped('');
            setChosen(index);
            cash.current?.focus();
          }}
          typed={typed}
          onType={setTyped}
          onEnter={() => press('CASH')}
          currency={currency}
          isDisabled={!isReady}
        />
      )}
      {trouble !== null && (
        <p className="pay-trouble" role="alert">
          {trouble}
        </p>
      )}
      {mayCash && (
        <Button
          ref={cash}
          tone="primary"
          keyName={reached === 'CASH' ? 'Enter' : 'F1'}
          isDisabled={!isReady || !isActable(steps.CASH)}
          onPress={() => press('CASH')}
        >
          {cashLabel(cart, { step: steps.CASH, leftMinor: left, currency })}
        </Button>
      )}
      {mayCard && (
        <div className="pay-card">
          <Button
            ref={card}
            keyName={reached === 'CARD' ? 'Enter' : 'F10'}
            isDisabled={!isReady || !isActable(steps.CARD)}
            onPress={() => press('CARD')}
          >
            {cardLabel({ step: steps.CARD, leftMinor: left, currency })}
          </Button>
        </div>
      )}
    </div>
  );
}

function isActable({ kind }: { readonly kind: string }): boolean {
  return kind === 'pay' || kind === 'lay';
}
