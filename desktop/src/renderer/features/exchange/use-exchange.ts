import type { Booking } from '@foyer/shared/http/bookings';
import type { Showtime } from '@foyer/shared/http/catalogue';
import type { SeatId } from '@foyer/shared/ids';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useData } from '../../data/data-layer.tsx';
import { seatsOf } from '../../data/problem-texts.ts';
import { type GuardedAct, useGuardedAct } from '../approvals/use-guarded-act.ts';
import { mayBeAskedAgain } from '../sell/cart/refusals.ts';
import { approvalFor, type ExchangeWish } from './exchange-wish.ts';
import { runExchange } from './run-exchange.ts';
import { SeatChoice } from './seat-choice.ts';

/** A booking, and which of its seats somebody wants to give for others. */
export interface OpenExchange {
  readonly booking: Booking;
  readonly chosen: readonly SeatId[];
}

export interface ExchangeDone {
  readonly wish: ExchangeWish;
  readonly before: Booking;
  readonly booking: Booking;
  /** Of the new seats. */
  readonly showtime: Showtime;
}

/** One exchange at a time, whatever screen is looked at meanwhile. */
export interface Exchange {
  readonly open: OpenExchange | null;
  readonly choice: SeatChoice;
  readonly act: GuardedAct<ExchangeWish>;
  /** Nobody knows whether it came about, until the same is asked again. */
  readonly isUnsure: boolean;
  /** Made, and not read yet. */
  readonly done: ExchangeDone | null;
  readonly begin: (booking: Booking, chosen: readonly SeatId[]) => void;
  /** Gives the held seats back; the booking stays as it is. */
  readonly leave: () => void;
}

/** Lives as long as the component; what is held goes back with it. */
export function useExchange(onDone: (done: ExchangeDone) => void): Exchange {
  const { call } = useData();
  const queries = useQueryClient();
  const [open, setOpen] = useState<OpenExchange | null>(null);
  const [done, setDone] = useState<ExchangeDone | null>(null);
  const [choice] = useState(() => new SeatChoice(call));
  const act = useGuardedAct<ExchangeWish, Booking>({
    run: (wish, sending) => runExchange({ call }, wish, sending),
    requestOf: approvalFor,
    onDone: async (wish, booking) => {
      const { showtime } = choice.snapshot();
      choice.settle();
      if (open && showtime) {
        const made = { wish, before: open.booking, booking, showtime };
        setDone(made);
        onDone(made);
      }
      await queries.invalidateQueries({ queryKey: ['bookings'] });
      await queries.invalidateQueries({ queryKey: ['showtimes'] });
    },
  });
  const { error, isPending } = act;
  const isUnsure = !isPending && error !== null && mayBeAskedAgain(error);
  useEffect(() => {
    const lost = seatsOf(error);
    const { seats } = choice.snapshot();
    // Seats of a house rule are others than the chosen ones, and stay out of this.
    choice.giveBack(seats.filter((seat) => lost.includes(seat)));
    if (error !== null) void queries.invalidateQueries({ queryKey: ['bookings'] });
  }, [choice, error, queries]);
  // After that, so that only what is left of the hold is renewed.
  useEffect(() => choice.pause(isPending || isUnsure), [choice, isPending, isUnsure]);
  useEffect(() => () => choice.clear(), [choice]);
  return {
    open,
    choice,
    act,
    isUnsure,
    done,
    begin: (booking, chosen) => {
      act.leave();
      choice.clear();
      setDone(null);
      setOpen({ booking, chosen });
    },
    leave: () => {
      // Done is done, also while the lists are still being fetched anew.
      if (act.isPending && done === null) return;
      act.leave();
      choice.clear();
      setOpen(null);
      setDone(null);
    },
  };
}

/** Whether seats are held for it, or it is being carried out: nobody else takes this till over meanwhile. */
export function useIsExchanging({ open, choice, act, done }: Exchange): boolean {
  const { hold } = useSyncExternalStore(choice.subscribe, choice.snapshot);
  return open !== null && done === null && (hold !== null || act.isPending || act.guard !== null);
}
