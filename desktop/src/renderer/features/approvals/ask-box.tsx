import {
  CircleX,
  Hand,
  Hourglass,
  type LucideIcon,
  ShieldCheck,
  TimerOff,
  TriangleAlert,
} from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { AskState } from '../../data/approval-ask.ts';
import { useData } from '../../data/data-layer.tsx';
import { textOf } from '../../data/problem-texts.ts';
import { useMe } from '../../data/queries.ts';
import { Button } from '../../ui/button.tsx';
import { lineOf, nameOf } from './approval-words.ts';
import './ask-box.css';
import { Countdown } from './countdown.tsx';
import { PinForm } from './pin-form.tsx';
import type { Guard } from './use-guarded-act.ts';

type Kind = AskState['kind'];

const icons: Readonly<Record<Kind, LucideIcon>> = {
  idle: Hand,
  asking: Hourglass,
  waiting: Hourglass,
  granted: ShieldCheck,
  refused: CircleX,
  'ran-out': TimerOff,
  failed: TriangleAlert,
};

/** The button that was pressed is gone; unless somebody works elsewhere, the next one gets the keyboard. */
function focusNext(box: HTMLElement | null): void {
  const isFree = document.activeElement === document.body || box?.contains(document.activeElement);
  if (isFree) (box?.querySelector<HTMLElement>('.button-primary') ?? box)?.focus();
}

/** In the place of a form (children are what is to be settled before asking): a manager is needed, asked, waited for, and has said something. Nothing modal. */
export function AskBox(props: Guard & { readonly children?: ReactNode }): ReactNode {
  const { ask, state, request, onAsk, onLeave, children } = props;
  const [isPinOpen, setPinOpen] = useState(false);
  const { tillPeople: askPeople } = useData();
  const me = useMe();
  // A PIN counts at the till where it is typed: without a till there is none.
  const tillPeople = me.data?.till ? askPeople : null;
  const box = useRef<HTMLElement>(null);
  // oxlint-disable-next-line react/exhaustive-effect-dependencies -- each state brings other buttons
  useEffect(() => focusNext(box.current), [state.kind]);
  // In a low window the details beside a list scroll: its keys come with it.
  // oxlint-disable-next-line react/exhaustive-effect-dependencies -- each state has other keys
  useEffect(() => box.current?.scrollIntoView({ block: 'nearest' }), [state.kind, isPinOpen]);
  /** What had the keyboard goes: the box keeps it, or the next Escape would be about the screen behind. */
  const showPin = (isOpen: boolean): void => {
    setPinOpen(isOpen);
    box.current?.focus();
  };
  const Icon = icons[state.kind];
  const isWaiting = state.kind === 'waiting';
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves the box from any of its controls; it acts on nothing itself
    <section
      ref={box}
      className="ask-box"
      aria-label="Approval"
      data-ask={state.kind}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || state.kind === 'granted') return;
        event.stopPropagation();
        if (isPinOpen && isWaiting) showPin(false);
        else onLeave();
      }}
    >
      <div className="ask-head">
        <Icon size={20} aria-hidden="true" />
        <h3 role="status">{titleOf(state)}</h3>
        {isWaiting && <Countdown until={state.approval.expiresAt} />}
      </div>
      <p className="ask-what">
        <strong>{lineOf(request)}</strong>
        <span className="quiet">“{request.reason}”</span>
      </p>
      {state.kind === 'idle' && children}
      {state.kind === 'refused' && state.approval.note !== null && (
        <p className="ask-note">
          {nameOf(state.approval.decidedBy)}: “{state.approval.note}”
        </p>
      )}
      {state.kind === 'failed' && (
        <p className="ask-trouble" role="alert">
          {textOf(state.error)}
        </p>
      )}
      {isWaiting && isPinOpen && tillPeople && (
        <PinForm people={tillPeople} onGrant={(userId, pin) => ask.grantByPin(userId, pin)} />
      )}
      <div className="ask-buttons">
        {state.kind !== 'granted' && (
          <Button tone="quiet" keyName="Esc" onPress={onLeave}>
            {leaveWords[state.kind]}
          </Button>
        )}
        {isWaiting && tillPeople && !isPinOpen && (
          <Button onPress={() => showPin(true)}>A manager is here: PIN…</Button>
        )}
        {(state.kind === 'idle' || state.kind === 'ran-out' || state.kind === 'failed') && (
          <Button tone="primary" keyName="Enter" onPress={onAsk}>
            {state.kind === 'idle' ? 'Ask a manager' : 'Ask again'}
          </Button>
        )}
        {state.kind === 'refused' && <Button onPress={onAsk}>Ask again</Button>}
      </div>
    </section>
  );
}

const leaveWords: Readonly<Record<Exclude<Kind, 'granted'>, string>> = {
  idle: 'Leave it',
  asking: 'Take it back',
  waiting: 'Take it back',
  refused: 'Leave it',
  'ran-out': 'Leave it',
  failed: 'Leave it',
};

function titleOf(state: AskState): string {
  switch (state.kind) {
    case 'idle':
      return 'This needs a manager';
    case 'asking':
      return 'Asking …';
    case 'waiting':
      return 'Waiting for a manager';
    case 'granted':
      return `${nameOf(state.approval.decidedBy)} has granted it …`;
    case 'refused':
      return `${nameOf(state.approval.decidedBy)} has refused it`;
    case 'ran-out':
      return 'No manager has answered in time';
    case 'failed':
      return 'The request did not get through';
  }
}
