import type { HoldId, SeatId, ShowtimeId } from '@foyer/shared/ids';
import type { Logger } from '../../platform/logger.ts';
import type { SeatGateway } from '../seats/seat.gateway.ts';
import type { Marked } from '../seats/seat-replies.ts';
import type { ActContext, Position } from '../seats/seats.ts';
import type { LeaseDraft } from './lease.ts';

export interface TellHallOptions {
  readonly gateway: Pick<SeatGateway, 'book' | 'free'>;
  readonly onWritten: (showtimeId: ShowtimeId, position: Position) => void;
  /** Facts wait in an outbox. */
  readonly onSaved: () => void;
  readonly log: Logger;
}

export type TellHall = ReturnType<typeof createTellHall>;

/** Tells the hall what MongoDB decided about leases. A lost word costs nobody a seat: reconciliation mends. */
export function createTellHall({ gateway, onWritten, onSaved, log }: TellHallOptions) {
  async function tell(showtimeId: ShowtimeId, mark: () => Promise<Marked>): Promise<void> {
    try {
      const marked = await mark();
      if (marked.kind === 'OK') onWritten(showtimeId, marked);
    } catch (error) {
      log.warn({ err: error, showtimeId }, 'the hall could not be told of a lease');
    }
  }

  return {
    /** Facts wait in an outbox. */
    saved: onSaved,
    lent: (lease: LeaseDraft, holdId: HoldId, act: ActContext): Promise<void> => {
      const { _id: bookingId, version, seats, showtimeId } = lease;
      const mark = { showtimeId, bookingId, version, seats, holdId, status: 'LEASED' } as const;
      onSaved();
      return tell(showtimeId, () => gateway.book(mark, act));
    },
    freed: async (lease: LeaseDraft, seats: readonly SeatId[], act: ActContext): Promise<void> => {
      const { _id: bookingId, version, showtimeId } = lease;
      onSaved();
      if (seats.length === 0) return;
      await tell(showtimeId, () => gateway.free({ showtimeId, bookingId, version, seats }, act));
    },
  };
}
