import { listSeatLocks, type SeatLock } from '@foyer/shared/http/holds';
import { listTills } from '@foyer/shared/http/tills';
import type { SeatId, ShowtimeId } from '@foyer/shared/ids';
import { useQuery } from '@tanstack/react-query';
import { useData } from './data-layer.tsx';

/** What is known of whoever has a seat that the map shows as held. */
export type Holder =
  | { readonly kind: 'asking' }
  /** `seats`: the whole hold. */
  | { readonly kind: 'hold'; readonly lock: SeatLock; readonly seats: readonly SeatId[] }
  /** Nobody's hold: it is being paid for, or was let go of just now. */
  | { readonly kind: 'no-hold' }
  | { readonly kind: 'failed'; readonly error: unknown };

/** A hold may have been extended, so it is looked at again when it should have ended. */
const graceMs = 500;

/**
 * Who has a seat; null where no seat is asked about. Each look is recorded in the audit, so that it is one per seat, and
 * another one only when that hold should be over.
 */
export function useHolder(showtimeId: ShowtimeId, seat: SeatId | null): Holder | null {
  const { call } = useData();
  const { data, error } = useQuery({
    queryKey: ['seat-locks', showtimeId, seat],
    queryFn: async ({ signal }) => (await call(listSeatLocks, { params: { id: showtimeId }, signal })).locks,
    enabled: seat !== null,
    // Nothing of an earlier look: the seat may have changed hands.
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    refetchInterval: ({ state }) => {
      const lock = state.data?.find((known) => known.seat === seat);
      return lock ? Math.max(1_000, Date.parse(lock.expiresAt) - Date.now() + graceMs) : false;
    },
  });
  if (seat === null) return null;
  if (data) return holderIn(data, seat);
  return error ? { kind: 'failed', error } : { kind: 'asking' };
}

export function holderIn(locks: readonly SeatLock[], seat: SeatId): Holder {
  const lock = locks.find((known) => known.seat === seat);
  if (!lock) return { kind: 'no-hold' };
  const seats = locks.filter(({ holdId }) => holdId === lock.holdId).map((known) => known.seat);
  return { kind: 'hold', lock, seats };
}

/** Names of the tills, for whoever may know them. */
export function useTillNames(mayAsk: boolean): ReadonlyMap<string, string> {
  const { call } = useData();
  const { data } = useQuery({
    queryKey: ['till-names'],
    queryFn: async ({ signal }) => (await call(listTills, { signal })).tills,
    enabled: mayAsk,
    staleTime: 5 * 60_000,
    retry: false,
  });
  return new Map(data?.map(({ id, name }) => [id, name]));
}
