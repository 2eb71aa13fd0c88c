import type { Booking, LedgerBooking } from '@foyer/shared/http/bookings';
import type { LocalDate } from '@foyer/shared/time';
import { CloudOff, SearchX, Ticket } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { textOf } from '../../data/problem-texts.ts';
import { useBookings, useNewestBookings, useShowtimesById } from '../../data/queries.ts';
import { Button } from '../../ui/button.tsx';
import { focusChosenRow, useFocusOfRow } from '../../ui/chosen-row.ts';
import { Notice, Skeleton } from '../../ui/notice.tsx';
import { useSettled } from '../../ui/use-settled.ts';
import '../../ui/table.css';
import { dayName } from '../../ui/when.ts';
import { BookingDetails } from './booking-details.tsx';
import { takings, toRow } from './booking-row.ts';
import { BookingsHead } from './bookings-head.tsx';
import { BookingsTable } from './bookings-table.tsx';
import { isFound } from './find.ts';
import type { Exchange } from '../exchange/use-exchange.ts';
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
  readonly mayExchange: boolean;
  readonly giveBack: GiveBack;
  readonly exchange: Exchange;
  /** This device's till, which can be looked for by its name. */
  readonly till?: { readonly id: string; readonly name: string } | null;
  readonly place: BookingsPlace;
  readonly onPlace: (place: BookingsPlace) => void;
}

/** What was sold on a day: one's own sales, or everybody's for those who may see them. */
export function BookingsScreen(props: BookingsScreenProps): ReactNode {
  const { today, timeZone, everybodys, mayRefund, mayExchange, giveBack, exchange, place, onPlace } = props;
  const { till = null } = props;
  const [text, setText] = useState('');
  const sought = useSettled(text.trim());
  const isFinding = sought !== '';
  const { chosen } = place;
  const date = place.date ?? today;
  const setDate = (wanted: LocalDate): void =>
    onPlace({ date: wanted === today ? null : wanted, chosen: null });
  const setChosen = (id: string): void => onPlace({ ...place, chosen: id });
  const ofDay = useBookings(date, everybodys);
  const newest = useNewestBookings(isFinding, everybodys);
  const pages = isFinding ? newest : ofDay;
  const listed = pages.data?.pages.flatMap((page) => [...page.bookings]) ?? [];
  const bookings = withAsked(listed, place, giveBack);
  const showtimes = useShowtimesById(
    everybodys ? [] : [...new Set(bookings.map((booking) => booking.showtimeId))],
  );
  const listedRows = bookings.map((booking) => toRow(booking, showtimes));
  const rows = isFinding ? listedRows.filter((row) => isFound(row, sought, { timeZone, till })) : listedRows;
  const row = rows.find(({ booking }) => booking.id === chosen) ?? rows[0];
  const sum = takings(rows);
  useFocusOfRow(row?.booking.id ?? null);
  return (
    <div className="sheet">
      <BookingsHead
        title={everybodys ? 'Bookings' : 'Your bookings'}
        date={date}
        today={today}
        text={text}
        isFinding={isFinding}
        count={`${rows.length}${pages.hasNextPage ? '+' : ''}`}
        sum={isFinding ? null : sum}
        onText={setText}
        onDate={setDate}
        onLeave={() => void focusChosenRow()}
      />
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
      {isFinding && pages.isSuccess && rows.length === 0 && (
        <Notice icon={SearchX} title={pages.isFetching ? 'Looking …' : 'No such booking'}>
          Looked through the newest {listed.length} for “{sought}”: reference, seat, time, film, last four
          digits of the card{everybodys && ', seller, till'}.
        </Notice>
      )}
      {!isFinding && pages.isSuccess && rows.length === 0 && (
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
            {!isFinding && pages.hasNextPage && (
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
              onExchange={mayExchange ? (seats) => exchange.begin(row.booking, seats) : null}
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
