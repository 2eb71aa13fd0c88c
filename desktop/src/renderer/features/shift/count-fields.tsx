import { formatMoney } from '@foyer/shared/money';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { TextField } from '../../ui/text-field.tsx';
import { type CountDraft, valueName } from './count.ts';
import { denominationsOf } from './denominations.ts';

interface CountFieldsProps {
  readonly draft: CountDraft;
  readonly currency: string;
  readonly onDraft: (draft: CountDraft) => void;
  /** Enter in the last field. */
  readonly onEnd: () => void;
}

/** How many of each note and coin: arrow keys and Enter go through them, from the largest to the smallest. */
export function CountFields({ draft, currency, onDraft, onEnd }: CountFieldsProps): ReactNode {
  const sheet = useRef<HTMLDivElement>(null);
  useEffect(() => sheet.current?.querySelector('input')?.focus(), []);
  const values = denominationsOf(currency);
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps = { ArrowDown: 1, Enter: 1, ArrowUp: -1 } as const;
    if (!(event.key in steps) || event.ctrlKey || event.altKey || event.metaKey) return;
    const fields = [...(sheet.current?.querySelectorAll('input') ?? [])];
    const next = fields.findIndex((field) => field === event.target) + steps[event.key as keyof typeof steps];
    event.preventDefault();
    fields[next]?.focus();
    fields[next]?.select();
    if (next === fields.length && event.key === 'Enter') onEnd();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the fields inside; it acts on nothing itself
    <div ref={sheet} className="count" onKeyDown={onKeyDown}>
      {values === null ? (
        <TextField
          label={`Everything together, in ${currency}`}
          value={draft.amount}
          longest={12}
          onChange={(amount) => onDraft({ ...draft, amount })}
        />
      ) : (
        <>
          <Pieces name="Notes" values={values.notes} {...{ draft, currency, onDraft }} />
          <Pieces name="Coins" values={values.coins} {...{ draft, currency, onDraft }} />
        </>
      )}
    </div>
  );
}

interface PiecesProps extends Pick<CountFieldsProps, 'draft' | 'currency' | 'onDraft'> {
  readonly name: string;
  readonly values: readonly number[];
}

function Pieces({ name, values, draft, currency, onDraft }: PiecesProps): ReactNode {
  return (
    <fieldset className="count-part">
      <legend className="label">{name}</legend>
      {values.map((valueMinor) => {
        const text = draft.pieces[valueMinor] ?? '';
        return (
          // oxlint-disable-next-line jsx-a11y/label-has-associated-control -- the field is in it
          <label key={valueMinor} className="count-line" data-empty={text === '' || undefined}>
            <span className="count-value">{valueName(valueMinor, currency)}</span>
            <span className="faint" aria-hidden="true">
              ×
            </span>
            <input
              className="text-input"
              aria-label={valueName(valueMinor, currency)}
              inputMode="numeric"
              data-digits
              autoComplete="off"
              maxLength={4}
              placeholder="0"
              value={text}
              onChange={({ target }) =>
                onDraft({
                  ...draft,
                  pieces: { ...draft.pieces, [valueMinor]: target.value.replaceAll(/\D/g, '') },
                })
              }
            />
            <span className="count-sum" aria-hidden="true">
              {text === '' ? '' : formatMoney(valueMinor * Number(text), currency)}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
