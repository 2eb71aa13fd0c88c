import type { AdjustmentKind } from '@foyer/shared/approval-kinds';
import type { Showtime } from '@foyer/shared/http/catalogue';
import type { SeatId } from '@foyer/shared/ids';
import { formatMoney } from '@foyer/shared/money';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { CheckList } from '../../../ui/check-list.tsx';
import { Choice } from '../../../ui/choice.tsx';
import { parseMoney } from '../../../ui/money-text.ts';
import { TextField } from '../../../ui/text-field.tsx';
import type { Adjustment } from './adjustment.ts';
import type { Cart } from './cart.ts';
import './price-form.css';
import type { CartPrices } from './price-cart.ts';

const kinds = [
  { id: 'COMP', name: 'Give away' },
  { id: 'PRICE', name: 'Another price' },
] as const satisfies readonly { id: AdjustmentKind; name: string }[];

interface PriceFormProps {
  readonly cart: Cart;
  readonly showtime: Showtime;
  readonly prices: CartPrices;
  readonly onAdjust: (adjustment: Adjustment | null) => void;
  readonly onClose: () => void;
}

/** Which seats, for how much, why. Whether a manager has to allow it shows when the money is taken. */
export function PriceForm({ cart, showtime, prices, onAdjust, onClose }: PriceFormProps): ReactNode {
  const before = cart.adjustment;
  const [seats, setSeats] = useState<readonly SeatId[]>(before?.seats ?? cart.lines.map(({ seat }) => seat));
  const [kind, setKind] = useState<AdjustmentKind>(before?.kind ?? 'COMP');
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState(before?.reason ?? '');
  const form = useRef<HTMLElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('.choice-button')?.focus(), []);
  const list = (seat: SeatId): number => prices.listed.get(seat) ?? prices.perSeat.get(seat) ?? 0;
  const most = Math.min(...seats.map(list));
  const priceMinor = kind === 'COMP' ? 0 : parseMoney(typed, showtime.currency);
  const isTooMuch = priceMinor !== null && seats.length > 0 && priceMinor > most;
  const isReady = seats.length > 0 && priceMinor !== null && !isTooMuch && reason.trim() !== '';
  const money = (amountMinor: number): string => formatMoney(amountMinor, showtime.currency);
  const apply = (): void => {
    if (!isReady) return;
    onAdjust({ kind, seats, priceMinor, reason: reason.trim() });
    onClose();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves the form from any of its controls; it acts on nothing itself
    <section
      ref={form}
      className="price-form"
      aria-label="Other price"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <Choice label="What" options={kinds} chosen={kind} onChoose={setKind} />
      <CheckList
        label="For which seats"
        options={cart.lines.map(({ seat }) => ({ id: seat, name: `Seat ${seat}`, price: money(list(seat)) }))}
        chosen={seats}
        onChoose={setSeats}
      />
      {kind === 'PRICE' && (
        <TextField
          label={`Price of each, at most ${seats.length > 0 ? money(most) : 'the list’s'}`}
          value={typed}
          onChange={setTyped}
          onEnter={apply}
        />
      )}
      {isTooMuch && (
        <p className="price-trouble" role="alert">
          That is more than the list says.
        </p>
      )}
      <TextField label="Reason, for the audit" value={reason} onChange={setReason} onEnter={apply} />
      <div className="price-buttons">
        <Button tone="quiet" keyName="Esc" onPress={onClose}>
          Leave the prices
        </Button>
        {before && (
          <Button
            onPress={() => {
              onAdjust(null);
              onClose();
            }}
          >
            Back to the list’s prices
          </Button>
        )}
        <Button tone="primary" keyName="Enter" isDisabled={!isReady} onPress={apply}>
          {kind === 'COMP'
            ? 'Give these away'
            : `Sell each for ${priceMinor === null ? '…' : money(priceMinor)}`}
        </Button>
      </div>
    </section>
  );
}
