import type { Booking } from '@foyer/shared/http/bookings';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { textOf } from '../../data/problem-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { AskBox } from '../approvals/ask-box.tsx';
import {
  type GiveBackReason,
  giveBackReasons,
  type GiveBackWish,
  reasonName,
  shortName,
} from './give-back.ts';
import './refund-panel.css';
import { type GiveBack, isUnderWay, wishFor } from './use-give-back.ts';

interface GiveBackPanelProps {
  readonly name: string;
  readonly booking: Booking;
  readonly giveBack: GiveBack;
  /** What happens, in the words of the button. */
  readonly act: string;
  readonly usual: GiveBackReason;
  /** Null while there is nothing to give back. */
  readonly wish: (reason: string) => GiveBackWish | null;
  readonly onClose: () => void;
  /** What goes back. */
  readonly children: ReactNode;
}

/** A form beside the booking: what, why, and what leaves the drawer before it does. Nothing modal; Escape leaves it. */
export function GiveBackPanel(props: GiveBackPanelProps): ReactNode {
  const { name, booking, giveBack, act, usual, wish, onClose, children } = props;
  const own = wishFor(giveBack, booking);
  const [reason, setReason] = useState(() => reasonIn(own) ?? usual);
  const panel = useRef<HTMLElement>(null);
  const guard = own && giveBack.act.guard;
  const isForm = guard === null;
  useEffect(() => {
    if (!isForm) return;
    // Where there are no seats to choose, the act itself comes first; the reason is one step back.
    const first = panel.current?.querySelector<HTMLElement>('.check input') ?? primaryIn(panel.current);
    first?.focus();
    // In a low window its buttons would stay out of sight.
    panel.current?.scrollIntoView({ block: 'nearest' });
  }, [isForm]);
  const isDone = giveBack.done?.bookingId === booking.id;
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- closes once, whoever listens by then
  useEffect(() => (isDone ? onClose() : undefined), [isDone]);
  if (guard) return <AskBox {...guard} />;
  const chosen = wish(reasonName(reason));
  const other = own || !isUnderWay(giveBack) ? null : nameOfOther(giveBack);
  const leave = (): void => {
    if (own) giveBack.act.leave();
    onClose();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves the panel from any of its controls; it acts on nothing itself
    <section
      ref={panel}
      className="refund"
      aria-label={name}
      data-own-keys
      onKeyDown={(event) => {
        if (event.key === 'Escape') leave();
        // From the list of seats straight to the button: nothing happens before it is pressed.
        if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
        event.preventDefault();
        primaryIn(panel.current)?.focus();
      }}
    >
      {children}
      <Choice label="Reason" options={giveBackReasons} chosen={reason} onChoose={setReason} />
      {other !== null && <p className="quiet">First comes what you have asked for already: {other}.</p>}
      {own && giveBack.act.error !== null && (
        <p className="refund-trouble" role="alert">
          {textOf(giveBack.act.error)}
        </p>
      )}
      <div className="refund-buttons">
        <Button tone="quiet" keyName="Esc" onPress={leave}>
          Keep the booking
        </Button>
        <Button
          tone="primary"
          keyName="Enter"
          isDisabled={chosen === null || isUnderWay(giveBack)}
          onPress={() => chosen && giveBack.begin(booking, chosen)}
        >
          {act}
        </Button>
      </div>
    </section>
  );
}

function primaryIn(panel: HTMLElement | null): HTMLElement | null {
  return panel?.querySelector<HTMLElement>('.button-primary') ?? null;
}

function nameOfOther({ act: { wish }, booking }: GiveBack): string | null {
  return wish && booking && shortName(wish, booking);
}

/** Back at what was asked for before, with the reason of then. */
function reasonIn(wish: GiveBackWish | null): GiveBackReason | null {
  return giveBackReasons.find(({ name }) => name === wish?.reason)?.id ?? null;
}
