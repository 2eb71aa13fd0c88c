import type { Booking, LedgerBooking } from '@foyer/shared/http/bookings';
import { formatMoney } from '@foyer/shared/money';
import { type LocalDate, nextDate } from '@foyer/shared/time';
import { ChevronLeft, ChevronRight, CloudOff, Ticket } from 'lucide-react';
import type { ReactNode } from 'react';
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
import type { GiveBack } from './use-give-back.ts';

/** Which day and which booking are looked at; null for today, and for the newest one. */
export interface BookingsPlace {
  readonly date: LocalDate | null;
  readonly chosen: string | null;
  /** Looked up by its code, and perhaps not among those that are listed. */
  readonly found?: Booking | LedgerBooking | null;
}

interface BookingsScreenProps {
  readonly today: LocalDate;
  readonly timeZone: string;
  readonly everybodys: boolean;
  readonly mayRefund: boolean;
  readonly giveBack: GiveBack;
  readonly place: BookingsPlace;
  readonly onPlace: (place: BookingsPlace) => void;
}

/** What was sold on a day: one's own sales, or everybody's for those who may see them. */
export function BookingsScreen(props: BookingsScreenProps): ReactNode {
  const { today, timeZone, everybodys, mayRefund, giveBack, place, onPlace } = props;
  const { chosen } = place;
  const date = place.date ?? today;
  const setDate = (wanted: LocalDate): void =>
    onPlace({ date: wanted === today ? null : wanted, chosen: null });
  const setChosen = (id: string): void => onPlace({ ...place, chosen: id });
  const pages = useBookings(date, everybodys);
  const listed = pages.data?.pages.flatMap((page) => [...page.bookings]) ?? [];
  const bookings = withAsked(listed, place, giveBack);
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
              giveBack={giveBack}
              onRefund={() => setChosen(row.booking.id)}
            />
          )}
        </div>
      )}
    </div>
  );
}

/** The chosen booking is in sight while it is asked for, or was looked up, however many are sold meanwhile. */
function withAsked(
  listed: readonly (Booking | LedgerBooking)[],
  { chosen, found = null }: BookingsPlace,
  { act, booking }: GiveBack,
): readonly (Booking | LedgerBooking)[] {
  if (chosen === null || listed.some(({ id }) => id === chosen)) return listed;
  const asked = act.wish === null ? null : booking;
  const missing = [asked, found].find((one) => one?.id === chosen);
  return missing ? [...listed, missing] : listed;
}
