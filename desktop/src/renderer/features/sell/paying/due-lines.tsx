import type { Payment } from '@foyer/shared/http/bookings';
import { formatMoney, sumMinor } from '@foyer/shared/money';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Key } from '../../../ui/key.tsx';
import { paymentWords, tenderWords } from './tender-words.ts';
import type { Part } from './tender-plan.ts';

interface DueLinesProps {
  readonly totalMinor: number;
  readonly currency: string;
  /** Money that is with us already. */
  readonly paid?: readonly Payment[];
  readonly parts: readonly Part[];
  /** Takes a part back, by its place; left out where it is too late for that. */
  readonly onUnlay?: (place: number) => void;
}

/** The sum in sight: what is paid, what is laid down for it, and what is still due. */
export function DueLines({ totalMinor, currency, paid = [], parts, onUnlay }: DueLinesProps): ReactNode {
  const money = (amountMinor: number): string => formatMoney(amountMinor, currency);
  const dueMinor = totalMinor - sumMinor([...paid, ...parts].map(({ amountMinor }) => amountMinor));
  const isSplit = paid.length > 0 || parts.length > 0;
  return (
    <div className="due">
      {isSplit && (
        <ul className="due-lines" aria-label="How it is paid">
          {paid.map((payment) => (
            <li key={payment.id}>
              <span>{paymentWords(payment)}, paid</span>
              <span>{money(payment.amountMinor)}</span>
            </li>
          ))}
          {parts.map(({ tender, amountMinor }, place) => (
            // oxlint-disable-next-line react/no-array-index-key -- a part has no name but its place
            <li key={place}>
              <span>
                {tenderWords[tender]}
                {onUnlay && place === parts.length - 1 && <Key name="Backspace" />}
              </span>
              <span>{money(amountMinor)}</span>
              {onUnlay && (
                <Button
                  tone="quiet"
                  label={`Take back ${money(amountMinor)}: ${tenderWords[tender]}`}
                  onPress={() => onUnlay(place)}
                >
                  <X size={14} aria-hidden="true" />
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <p className="total">
        <span>{isSplit ? `Still due of ${money(totalMinor)}` : 'To pay'}</span>
        <strong>{money(dueMinor)}</strong>
      </p>
    </div>
  );
}
