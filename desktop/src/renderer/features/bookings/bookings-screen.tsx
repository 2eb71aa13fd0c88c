import { formatMoney } from '@foyer/shared/money';
import { type LocalDate, nextDate } from '@foyer/shared/time';
import { ChevronLeft, ChevronRight, CloudOff, Ticket } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { textOf } from '../../data/problem-texts.ts';
import { useBookings, useShowtimesById } from '../../data/queries.ts';
import { Button } from '../../ui/button.tsx';
import { useFocusOfRow } from '../../ui/chosen-row.ts';
import { Notice, Skeleton } from '../../ui/notice.tsx';
import '../../ui/table.css';
import { dayName } from '../../ui/when.ts';
import { BookingDetails } from './booking-details.tsx';
import { takings, toRow } from './booking-row.ts';
import { BookingsTable } from './bookings-table.tsx';

interface BookingsScreenProps {
  readonly today: LocalDate;
  readonly timeZone: string;
  readonly everybodys: boolean;
  readonly mayRefund: boolean;
}

/** What was sold on a day: one's own sales, or everybody's for those who may see them. */
export function BookingsScreen({ today, timeZone, everybodys, mayRefund }: BookingsScreenProps): ReactNode {
  const [date, setDate] = useState(today);
  const [chosen, setChosen] = useState<string | null>(null);
  const pages = useBookings(date, everybodys);
  const bookings = pages.data?.pages.flatMap((page) => [...page.bookings]) ?? [];
  const showtimes = useShowtimesById(
    everybodys ? [] : [...new Set(bookings.map((booking) => booking.showtimeId))],
  );
  const rows = bookings.map((booking) => toRow(booking, showtimes));
  const row = rows.find(({ booking }) => booking.id === chosen) ?? rows[0];
  const sum = takings(rows);
  useFocusOfRow(row?.booking.id ?? null);
  return (
    <div className="sheet">
      <header className="sheet-head">
        <h1>{everybodys ? 'Bookings' : 'Your bookings'}</h1>
        <span className="row">
          <Button tone="quiet" label="Day before" onPress={() => setDate(nextDate(date, -1))}>
            <ChevronLeft size={16} aria-hidden="true" />
          </Button>
          <Button onPress={() => setDate(today)} isDisabled={date === today}>
            {date === today ? `Today, ${dayName(date)}` : dayName(date)}
          </Button>
          <Button
            tone="quiet"
            label="Next day"
            isDisabled={date === today}
            onPress={() => setDate(nextDate(date, 1))}
          >
            <ChevronRight size={16} aria-hidden="true" />
          </Button>
        </span>
        {sum && (
          <p className="sheet-end sheet-sum">
            <span className="quiet">
              {rows.length === 1 ? '1 booking' : `${rows.length}${pages.hasNextPage ? '+' : ''} bookings`}
            </span>
            <strong>{formatMoney(sum.totalMinor, sum.currency)}</strong>
          </p>
        )}
      </header>
      {pages.isPending && <Skeleton lines={8} label="Loading the bookings" />}
      {pages.isError && rows.length === 0 && (
        <Notice
          icon={CloudOff}
          title="The bookings can’t be shown"
          tone="trouble"
          action={<Button onPress={() => void pages.refetch()}>Try again</Button>}
        >
          {textOf(pages.error)}
        </Notice>
      )}
      {pages.isSuccess && rows.length === 0 && (
        <Notice icon={Ticket} title="Nothing was sold">
          {date === today
            ? 'The first sale of the day shows up here by itself.'
            : `No booking was made on ${dayName(date)}.`}
        </Notice>
      )}
      {rows.length > 0 && (
        <div className="sheet-body">
          <div className="sheet-scroll">
            <BookingsTable
              rows={rows}
              chosen={row?.booking.id ?? null}
              showsSeller={everybodys}
              timeZone={timeZone}
              onChoose={setChosen}
            />
            {pages.hasNextPage && (
              <p className="more">
                <Button onPress={() => void pages.fetchNextPage()}>Earlier bookings</Button>
              </p>
            )}
          </div>
          {row && (
            <BookingDetails
              key={`${row.booking.id}-${row.booking.version}`}
              row={row}
              timeZone={timeZone}
              mayRefund={mayRefund}
              onRefund={() => setChosen(row.booking.id)}
            />
          )}
        </div>
      )}
    </div>
  );
}
