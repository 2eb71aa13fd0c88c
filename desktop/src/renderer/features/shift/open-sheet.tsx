import { openShift, type Shift } from '@foyer/shared/http/shifts';
import type { Float } from '@foyer/shared/http/cash';
import { formatMoney } from '@foyer/shared/money';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { textOf } from '../../data/problem-texts.ts';
import { shiftLists } from '../../data/shift-queries.ts';
import { useChange } from '../../data/use-change.ts';
import { useWishKey } from '../../data/use-wish-key.ts';
import { Button } from '../../ui/button.tsx';
import { parseMoney } from '../../ui/money-text.ts';
import { TextField } from '../../ui/text-field.tsx';
import { useKeys } from '../../ui/use-keys.ts';
import { type CountDraft, countedMinor, countOf } from './count.ts';
import { CountFields } from './count-fields.tsx';

interface OpenSheetProps {
  readonly till: string;
  readonly currency: string;
  readonly draft: CountDraft;
  readonly onDraft: (draft: CountDraft) => void;
  readonly onOpened: (shift: Shift) => void;
  /** What there is besides, such as the report of the shift before. */
  readonly children?: ReactNode;
}

/** Begins a shift with what lies in the drawer: counted piece by piece, or said in one amount. */
export function OpenSheet(props: OpenSheetProps): ReactNode {
  const { till, currency, draft, onDraft, onOpened, children } = props;
  const [isOneAmount, setOneAmount] = useState(false);
  const [amount, setAmount] = useState('');
  const act = useRef<HTMLButtonElement>(null);
  const key = useWishKey();
  const opening = useChange(
    shiftLists,
    (call, float: Float) => call(openShift, { body: { float }, idempotencyKey: key.keyOf(float) }),
    ({ shift }) => {
      key.done();
      onOpened(shift);
    },
  );
  const said = parseMoney(amount, currency);
  const float = isOneAmount ? (said === null ? null : { amountMinor: said }) : countedFloat(draft, currency);
  const floatMinor = isOneAmount ? (said ?? 0) : countedMinor(draft, currency);
  const open = (): void => {
    if (float !== null && !opening.isPending) opening.mutate(float);
  };
  const { isError } = opening;
  useEffect(() => {
    if (isError) act.current?.focus();
  }, [isError]);
  const toggle = (): void => setOneAmount(!isOneAmount);
  useKeys({ F2: toggle });
  return (
    <div className="sheet-body" data-shift="none">
      <div className="sheet-scroll shift-count" role="group" aria-label="Float">
        {isOneAmount ? (
          <AmountField value={amount} currency={currency} onChange={setAmount} onEnter={open} />
        ) : (
          <CountFields {...{ draft, currency, onDraft }} onEnd={() => act.current?.focus()} />
        )}
      </div>
      <aside className="details" aria-label="Opening">
        <header>
          <p className="label">No shift is open</p>
          <h2>Open a shift at {till}</h2>
        </header>
        <p className="quiet">
          Count what lies in the drawer before the first guest: that is the float. From then on all cash of
          this till belongs to the shift, whoever works here.
        </p>
        <p className="total" role="status">
          <span>Float</span>
          <strong>{formatMoney(floatMinor, currency)}</strong>
        </p>
        {opening.error !== null && (
          <p className="act-trouble" role="alert">
            {textOf(opening.error)}
          </p>
        )}
        <div className="act-buttons">
          <Button keyName="F2" onPress={toggle}>
            {isOneAmount ? 'Count coins and notes' : 'One amount instead'}
          </Button>
          <Button
            ref={act}
            tone="primary"
            keyName="Enter"
            isDisabled={float === null || opening.isPending}
            onPress={open}
          >
            Open with {formatMoney(floatMinor, currency)}
          </Button>
        </div>
        {children}
      </aside>
    </div>
  );
}

function AmountField(props: {
  readonly value: string;
  readonly currency: string;
  readonly onChange: (value: string) => void;
  readonly onEnter: () => void;
}): ReactNode {
  const { value, currency, onChange, onEnter } = props;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <div className="count-amount">
      <TextField
        ref={field}
        label={`The whole float, in ${currency}`}
        value={value}
        longest={12}
        onChange={onChange}
        onEnter={onEnter}
      />
    </div>
  );
}

function countedFloat(draft: CountDraft, currency: string): Float | null {
  const denominations = countOf(draft, currency);
  return denominations && { denominations: [...denominations] };
}
