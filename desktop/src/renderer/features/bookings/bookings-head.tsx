import { formatMoney } from '@foyer/shared/money';
import { type LocalDate, nextDate } from '@foyer/shared/time';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { FindField } from '../../ui/find-field.tsx';
import { useLetterKeys } from '../../ui/use-letter-keys.ts';
import { dayName } from '../../ui/when.ts';

interface BookingsHeadProps {
  readonly title: string;
  readonly date: LocalDate;
  readonly today: LocalDate;
  readonly text: string;
  /** The list shows what was found, of all days. */
  readonly isFinding: boolean;
  readonly count: string;
  /** What the day brought in. */
  readonly sum: { readonly totalMinor: number; readonly currency: string } | null;
  readonly onText: (text: string) => void;
  readonly onDate: (date: LocalDate) => void;
  /** From the field back to the list. */
  readonly onLeave: () => void;
}

/** Which day, what it brought in, and the field that finds a booking of any day. */
export function BookingsHead(props: BookingsHeadProps): ReactNode {
  const { title, date, today, text, isFinding, count, sum, onText, onDate, onLeave } = props;
  const isToday = date === today;
  const dayBefore = (): void => onDate(nextDate(date, -1));
  const dayAfter = (): void => onDate(nextDate(date, 1));
  useLetterKeys(isFinding ? {} : { PageUp: dayBefore, ...(isToday ? {} : { PageDown: dayAfter }) });
  return (
    <header className="sheet-head">
      <h1>{title}</h1>
      {isFinding ? (
        <span className="quiet">Of all days</span>
      ) : (
        <span className="row">
          <Button tone="quiet" label="Day before" onPress={dayBefore}>
            <ChevronLeft size={16} aria-hidden="true" />
          </Button>
          <Button onPress={() => onDate(today)} isDisabled={isToday}>
            {isToday ? `Today, ${dayName(date)}` : dayName(date)}
          </Button>
          <Button tone="quiet" label="Next day" isDisabled={isToday} onPress={dayAfter}>
            <ChevronRight size={16} aria-hidden="true" />
          </Button>
        </span>
      )}
      <FindField label="Find a booking" hint="Reference, seat, time, card" {...{ text, onText, onLeave }} />
      <p className="sheet-end sheet-sum">
        {(sum || isFinding) && (
          <span className="quiet">{count === '1' ? '1 booking' : `${count} bookings`}</span>
        )}
        {sum && <strong>{formatMoney(sum.totalMinor, sum.currency)}</strong>}
      </p>
    </header>
  );
}
