import type { CloseRequest, Shift } from '@foyer/shared/http/shifts';
import type { ShiftId } from '@foyer/shared/ids';
import { formatMoney } from '@foyer/shared/money';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { textOf } from '../../data/problem-texts.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { cardMinorOf, type CountDraft, countedMinor, countOf } from './count.ts';
import { CountFields } from './count-fields.tsx';
import { useCloseShift } from './use-close-shift.ts';

interface CloseSheetProps {
  readonly shift: Shift;
  readonly till: string;
  readonly draft: CountDraft;
  readonly onDraft: (draft: CountDraft) => void;
  readonly onClosed: (id: ShiftId) => void;
  readonly onLeave: () => void;
}

/** Counts a drawer blind and ends its shift: what should be in it is told by the Z report, and not before. */
export function CloseSheet(props: CloseSheetProps): ReactNode {
  const { shift, till, draft, onDraft, onClosed, onLeave } = props;
  const { currency } = shift;
  const [asked, setAsked] = useState<CloseRequest | null>(null);
  const card = useRef<HTMLInputElement>(null);
  const close = useCloseShift(onClosed);
  const request = requestOf(draft, currency);
  const countMinor = countedMinor(draft, currency);
  const leave = (): void => {
    if (close.isPending) return;
    if (asked === null) return onLeave();
    setAsked(null);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Escape leaves the count from any of its controls; it acts on nothing itself
    <div
      className="sheet-body"
      data-own-keys
      data-shift="closing"
      onKeyDown={(event) => event.key === 'Escape' && leave()}
    >
      <div className="sheet-scroll shift-count" role="group" aria-label="Count of the drawer">
        {asked === null ? (
          <CountFields {...{ draft, currency, onDraft }} onEnd={() => card.current?.focus()} />
        ) : (
          <Counted request={asked} currency={currency} />
        )}
      </div>
      <aside className="details" aria-label="Closing">
        <header>
          <p className="label">
            Shift {shift.number} at {till}
          </p>
          <h2>Count the drawer</h2>
        </header>
        <p className="total" role="status">
          <span>Counted</span>
          <strong>{formatMoney(countMinor, currency)}</strong>
        </p>
        {asked === null ? (
          <>
            <p className="quiet">All of it, the float as well. What should be there you see afterwards.</p>
            <TextField
              ref={card}
              label={`Card total, as the terminal prints it, in ${currency}; empty without one`}
              value={draft.card}
              longest={14}
              onChange={(text) => onDraft({ ...draft, card: text })}
              onEnter={() => request && setAsked(request)}
            />
            <div className="act-buttons">
              <Button tone="quiet" keyName="Esc" onPress={leave}>
                Not yet
              </Button>
              <Button
                tone="primary"
                keyName="Enter"
                isDisabled={request === null}
                onPress={() => setAsked(request)}
              >
                That is all…
              </Button>
            </div>
          </>
        ) : (
          <Confirm
            request={asked}
            countMinor={countMinor}
            currency={currency}
            isPending={close.isPending}
            error={close.error}
            onAct={() => close.mutate({ shift: { id: shift.id }, request: asked })}
            onLeave={leave}
          />
        )}
      </aside>
    </div>
  );
}

/** What was typed, to be read once more before it counts. */
function Counted({
  request,
  currency,
}: {
  readonly request: CloseRequest;
  readonly currency: string;
}): ReactNode {
  const there = request.count.filter(({ count }) => count > 0);
  return (
    <dl className="facts shift-counted">
      {there.length === 0 && (
        <>
          <dt>Drawer</dt>
          <dd>empty</dd>
        </>
      )}
      {there.map(({ valueMinor, count }) => (
        <div key={valueMinor} className="facts-line">
          <dt>
            {count} × {formatMoney(valueMinor, currency)}
          </dt>
          <dd>{formatMoney(valueMinor * count, currency)}</dd>
        </div>
      ))}
    </dl>
  );
}

interface ConfirmProps {
  readonly request: CloseRequest;
  readonly countMinor: number;
  readonly currency: string;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onAct: () => void;
  readonly onLeave: () => void;
}

function Confirm(props: ConfirmProps): ReactNode {
  const { request, countMinor, currency, isPending, error, onAct, onLeave } = props;
  const act = useRef<HTMLButtonElement>(null);
  // Also when no answer came: the button was shut meanwhile.
  useEffect(() => {
    if (!isPending) act.current?.focus();
  }, [isPending]);
  const card = request.cardMinor;
  return (
    <section className="act-form" aria-label="Close the shift">
      <p>
        <strong>{formatMoney(countMinor, currency)}</strong> in cash
        {card === undefined ? ', no card total.' : <>, {formatMoney(card, currency)} by card.</>}
      </p>
      <p className="quiet">
        A close is final. Nobody can count this shift again; a manager can add a note to it.
      </p>
      {error !== null && (
        <p className="act-trouble" role="alert">
          {textOf(error)} Nothing is counted twice: press Enter again.
        </p>
      )}
      <div className="act-buttons">
        <Button tone="quiet" keyName="Esc" isDisabled={isPending} onPress={onLeave}>
          Count again
        </Button>
        <Button ref={act} tone="primary" keyName="Enter" isDisabled={isPending} onPress={onAct}>
          Close the shift
        </Button>
      </div>
    </section>
  );
}

function requestOf(draft: CountDraft, currency: string): CloseRequest | null {
  const count = countOf(draft, currency);
  const cardMinor = cardMinorOf(draft, currency);
  if (count === null || cardMinor === null) return null;
  return { count: [...count], ...(cardMinor === undefined ? {} : { cardMinor }) };
}
