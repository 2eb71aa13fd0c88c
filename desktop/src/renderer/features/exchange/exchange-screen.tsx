import type { Showtime } from '@foyer/shared/http/catalogue';
import type { Seat } from '@foyer/shared/http/seat-map';
import type { SeatId } from '@foyer/shared/ids';
import { Clapperboard } from 'lucide-react';
import { type ReactNode, useCallback, useState, useSyncExternalStore } from 'react';
import { type Statuses, statusOf } from '../../data/hall.ts';
import { useShowtimesById } from '../../data/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Notice, Skeleton } from '../../ui/notice.tsx';
import { useNow } from '../../ui/use-now.ts';
import { focusHall } from '../sell/hall/focus-hall.ts';
import { Hall } from '../sell/hall/hall.tsx';
import { lookOf, type OwnSeat } from '../sell/hall/seat-look.ts';
import '../sell/sell-screen.css';
import { Shows } from '../sell/shows/shows.tsx';
import { useProgramme } from '../sell/use-programme.ts';
import { ExchangeDonePanel } from './exchange-done-panel.tsx';
import { ExchangePanel } from './exchange-panel.tsx';
import { givenFor } from './exchange-wish.ts';
import type { Chosen } from './seat-choice.ts';
import { type Exchange, type OpenExchange } from './use-exchange.ts';
import { useExchangeKeys } from './use-exchange-keys.ts';

interface ExchangeScreenProps {
  readonly exchange: Exchange;
  readonly open: OpenExchange;
}

/** In the place of the bookings: the hall, to choose seats of a booking anew. */
export function ExchangeScreen({ exchange, open }: ExchangeScreenProps): ReactNode {
  const { booking } = open;
  const booked = useShowtimesById([booking.showtimeId]).get(booking.showtimeId);
  if (!booked)
    return (
      <div className="whole">
        <Skeleton lines={8} label="Loading the show of the booking" />
        <Button keyName="Esc" onPress={exchange.leave}>
          Leave the exchange
        </Button>
      </div>
    );
  return <ExchangeHall {...{ exchange, open, booked }} />;
}

interface ExchangeHallProps extends ExchangeScreenProps {
  readonly booked: Showtime;
}

function ExchangeHall({ exchange, open, booked }: ExchangeHallProps): ReactNode {
  const { choice, done, act, isUnsure } = exchange;
  const { booking } = open;
  const chosen = useSyncExternalStore(choice.subscribe, choice.snapshot);
  const programme = useProgramme(booked);
  const nowMs = useNow(30_000);
  const [place, setPlace] = useState<{ readonly show: string; readonly seat: SeatId } | null>(null);
  const [hall, setHall] = useState<HallSeats | null>(null);
  const shown = programme.chosen;
  const shownId = shown?.id;
  const cursor = place !== null && place.show === shownId ? place.seat : null;
  const setCursor = useCallback(
    (seat: SeatId) => shownId !== undefined && setPlace({ show: shownId, seat }),
    [shownId],
  );
  // Prices need the hall of the held seats, also while another one is on screen.
  const heldShow = chosen.showtime?.id ?? null;
  const onSeats = useCallback(
    (seats: readonly Seat[]) => {
      if (shownId !== undefined && (heldShow === null || heldShow === shownId))
        setHall(bySeat(shownId, seats));
    },
    [shownId, heldShow],
  );
  const given = givenFor(booking, open.chosen, (shown ?? booked).id);
  // What a manager was asked for, or what is being sent, is about these very seats.
  const isFree = done === null && act.guard === null && !act.isPending && !isUnsure;
  const take = (seat: Seat, statuses: Statuses): void => {
    if (!shown || !isFree) return;
    const own = ownSeats(chosen, shown)[seat.id] ?? null;
    if (own === null && lookOf(statusOf(statuses, seat.id), null) !== 'free') return;
    choice.toggle(shown, seat.id, given.length);
  };
  useExchangeKeys({
    onNextShow: () => programme.move(1),
    onPreviousShow: () => programme.move(-1),
    onBest: () => shown && isFree && choice.takeBest(shown, given.length),
    onExtend: () => choice.extend(),
    onLeave: exchange.leave,
  });
  return (
    <div className="sell">
      <Shows
        {...programme}
        nowMs={nowMs}
        onChoose={(showtime) => (showtime.id === shownId ? focusHall() : programme.choose(showtime))}
      />
      {shown ? (
        <Hall
          key={shown.id}
          showtime={shown}
          count={null}
          own={ownSeats(chosen, shown)}
          cursor={cursor}
          onCursor={setCursor}
          onToggle={take}
          onSeats={onSeats}
        />
      ) : (
        <Notice icon={Clapperboard} title="No show chosen">
          Choose a show on the left; its hall opens here.
        </Notice>
      )}
      {done ? (
        <ExchangeDonePanel done={done} onClose={exchange.leave} />
      ) : (
        <ExchangePanel
          exchange={exchange}
          open={open}
          booked={booked}
          shown={shown ?? booked}
          chosen={chosen}
          seats={hall !== null && hall.show === heldShow ? hall.seats : noSeats}
        />
      )}
    </div>
  );
}

interface HallSeats {
  readonly show: string;
  readonly seats: ReadonlyMap<string, Seat>;
}

const noSeats: ReadonlyMap<string, Seat> = new Map();

function bySeat(show: string, seats: readonly Seat[]): HallSeats {
  return { show, seats: new Map(seats.map((seat) => [seat.id, seat])) };
}

function ownSeats(
  { showtime, seats, underWay }: Chosen,
  shown: Pick<Showtime, 'id'>,
): Readonly<Record<string, OwnSeat>> {
  const held = showtime?.id === shown.id ? seats : [];
  const moving = underWay.filter(({ showtimeId }) => showtimeId === shown.id);
  return Object.fromEntries([
    ...held.map((seat) => [seat, 'held'] as const),
    ...moving.map(({ seat, kind }) => [seat, kind] as const),
  ]);
}
