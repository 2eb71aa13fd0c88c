import { formatMoney } from '@foyer/shared/money';
import type { ReactNode, Ref } from 'react';
import { Key } from '../../../ui/key.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import type { ChangeHint } from './change.ts';

interface CashAmountsProps {
  readonly hints: readonly ChangeHint[];
  /** Which of them; -1 is the exact sum. */
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
  readonly typed: string;
  readonly onType: (text: string) => void;
  readonly onEnter: () => void;
  readonly currency: string;
  readonly isDisabled: boolean;
  readonly ref: Ref<HTMLInputElement>;
}

/** What the guest puts down: the exact sum, a likely note, or what is typed. */
export function CashAmounts(props: CashAmountsProps): ReactNode {
  const { hints, chosen, onChoose, typed, onType, onEnter, currency, isDisabled, ref } = props;
  const names = ['Exact', ...hints.map(({ givenMinor }) => shortMoney(givenMinor, currency))];
  return (
    <div className="given">
      <div className="given-notes" role="radiogroup" aria-label="The guest puts down">
        {names.map((name, place) => (
          <button
            key={name}
            type="button"
            role="radio"
            tabIndex={-1}
            aria-checked={typed === '' && chosen === place - 1}
            disabled={isDisabled}
            className="given-note"
            onClick={() => onChoose(place - 1)}
          >
            {name}
          </button>
        ))}
        <span className="given-keys" aria-hidden="true">
          <Key name="←" />
          <Key name="→" />
        </span>
      </div>
      <TextField
        ref={ref}
        label="Another amount"
        hidesLabel
        placeholder="Another amount: type it"
        value={typed}
        longest={9}
        isDisabled={isDisabled}
        onChange={onType}
        onEnter={onEnter}
      />
    </div>
  );
}

/** Notes are whole: `€40`. */
function shortMoney(amountMinor: number, currency: string): string {
  return formatMoney(amountMinor, currency).replace(/[.,]0+$/, '');
}
