import type { Booking } from '@foyer/shared/http/bookings';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useData } from '../../data/data-layer.tsx';
import { type GuardedAct, useGuardedAct } from '../approvals/use-guarded-act.ts';
import { type GiveBackWish, giveBackWith } from './give-back.ts';

/** One thing at a time that is to go back, whatever screen is looked at meanwhile. */
export interface GiveBack {
  readonly act: GuardedAct<GiveBackWish>;
  /** The booking of the wish that is under way, or has just been fulfilled. */
  readonly booking: Booking | null;
  /** Fulfilled and not seen yet. */
  readonly done: GiveBackWish | null;
  readonly begin: (booking: Booking, wish: GiveBackWish) => void;
  /** The word about what is done has been read. */
  readonly read: () => void;
}

/** What was given back: the booking before and after. */
export interface GivenBack {
  readonly wish: GiveBackWish;
  readonly before: Booking;
  readonly after: Booking;
}

/** Gives money back; above the cashier's limit a manager is asked first. It lives as long as the component. */
export function useGiveBack(onGiven: (given: GivenBack) => void = () => undefined): GiveBack {
  const { call } = useData();
  const queries = useQueryClient();
  const [booking, setBooking] = useState<Booking | null>(null);
  const [done, setDone] = useState<GiveBackWish | null>(null);
  const act = useGuardedAct({
    ...giveBackWith(call),
    onDone: async (wish: GiveBackWish, after: Booking) => {
      setDone(wish);
      if (booking) onGiven({ wish, before: booking, after });
      await queries.invalidateQueries({ queryKey: ['bookings'] });
      await queries.invalidateQueries({ queryKey: ['showtimes'] });
    },
  });
  return {
    act,
    booking,
    done,
    begin: (of, wish) => {
      setBooking(of);
      setDone(null);
      act.begin(wish);
    },
    read: () => setDone(null),
  };
}

/** What is under way for this booking; null where nothing is, or it is about another one. */
export function wishFor({ act: { wish } }: GiveBack, { id }: Pick<Booking, 'id'>): GiveBackWish | null {
  return wish?.bookingId === id ? wish : null;
}

/** Whether something is being asked for or carried out right now. */
export function isUnderWay({ act: { isPending, guard } }: GiveBack): boolean {
  const kind = guard?.state.kind;
  return isPending || kind === 'asking' || kind === 'waiting' || kind === 'granted';
}
