import type { MovementKind } from '@foyer/shared/http/shift-reports';
import type { Shift } from '@foyer/shared/http/shifts';
import { formatMoney } from '@foyer/shared/money';
import { type ReactNode, useRef, useState } from 'react';
import { ActForm } from '../../ui/act-form.tsx';
import { parseMoney } from '../../ui/money-text.ts';
import { TextField } from '../../ui/text-field.tsx';
import { AskBox } from '../approvals/ask-box.tsx';
import type { CashMove } from './use-cash-move.ts';

const forms: Readonly<
  Record<MovementKind, { name: string; act: (money: string) => string; about: string; reason: string }>
> = {
  DROP: {
    name: 'To the safe',
    act: (money) => `Note ${money} to the safe`,
    about: 'What you take from the drawer to the safe or the bank. The drawer opens.',
    reason: 'Why, if it needs saying',
  },
  PAY_OUT: {
    name: 'Pay out',
    act: (money) => `Note ${money} paid out`,
    about: 'What you pay from the drawer, such as the window cleaner. Keep the bill in the drawer.',
    reason: 'What for',
  },
  PAY_IN: {
    name: 'Pay in',
    act: (money) => `Note ${money} paid in`,
    about: 'What you put into the drawer beside sales, such as change from the bank.',
    reason: 'Where from',
  },
};

interface CashFormProps {
  readonly kind: MovementKind;
  readonly shift: Shift;
  readonly move: CashMove;
  readonly onLeave: () => void;
}

/** Cash in or out of the drawer without a sale; above the house's limit a manager is asked in its place. */
export function CashForm({ kind, shift, move, onLeave }: CashFormProps): ReactNode {
  const { currency } = shift;
  const own = move.act.wish?.kind === kind && move.act.wish.shiftId === shift.id ? move.act.wish : null;
  const [amount, setAmount] = useState(() => (own ? plain(own.amountMinor, currency) : ''));
  const [reason, setReason] = useState(own?.reason ?? '');
  const why = useRef<HTMLInputElement>(null);
  if (own && move.act.guard) return <AskBox {...move.act.guard} />;
  const { name, act, about, reason: reasonLabel } = forms[kind];
  const amountMinor = parseMoney(amount, currency);
  const isSaid = kind === 'DROP' || reason.trim() !== '';
  const isReady = amountMinor !== null && amountMinor > 0 && isSaid;
  const begin = (): void => {
    if (!isReady || move.act.isPending) return;
    move.begin({ kind, shiftId: shift.id, amountMinor, currency, reason: reason.trim() });
  };
  return (
    <ActForm
      name={name}
      act={isReady ? act(formatMoney(amountMinor, currency)) : name}
      leave="Leave it"
      isReady={isReady}
      isPending={move.act.isPending}
      error={own ? move.act.error : null}
      onAct={begin}
      onLeave={() => {
        if (own) move.act.leave();
        onLeave();
      }}
    >
      <p className="quiet">{about}</p>
      <TextField
        label={`Amount in ${currency}`}
        value={amount}
        longest={12}
        onChange={setAmount}
        onEnter={() => (isSaid ? begin() : why.current?.focus())}
      />
      <TextField ref={why} label={reasonLabel} value={reason} onChange={setReason} onEnter={begin} />
    </ActForm>
  );
}

/** As somebody would have typed it. */
function plain(amountMinor: number, currency: string): string {
  return formatMoney(amountMinor, currency).replaceAll(/[^\d.]/g, '');
}
