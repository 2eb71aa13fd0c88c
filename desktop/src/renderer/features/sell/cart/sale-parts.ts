import type { Booking } from '@foyer/shared/http/bookings';
import type { Showtime } from '@foyer/shared/http/catalogue';
import type { ShowtimeId } from '@foyer/shared/ids';
import type { Call } from '../../../data/client.ts';
import type { Attempt } from '../paying/attempt.ts';

/** The attempt that sold, and what the guest put down in cash, where that is known. */
export interface SoldAttempt {
  readonly key: string;
  readonly givenMinor: number | null;
}

/** What a sale needs of the world around it. */
export interface SaleParts {
  readonly call: Call;
  readonly newKey: () => string;
  /** Waits between attempts to get an answer about one sale. */
  readonly retryDelaysMs?: readonly number[];
  /** An attempt is about to be sent: from here on it can be found out about, whatever happens to this program. */
  readonly onSending: (attempt: Attempt, showtime: Showtime) => Promise<void>;
  /** The attempt has been refused: there is nothing to find out. */
  readonly onRefused: (attempt: Pick<Attempt, 'key'>) => void;
  /** A booking owns the seats, and its money is being collected. */
  readonly onOwed: (booking: Booking, key: string) => Promise<void>;
  /** A sale stands: availability and bookings are other than they were, and its papers are due. */
  readonly onSold: (booking: Booking, showtime: Showtime, attempt: SoldAttempt) => void;
  /** Between two looks at a booking that is being paid. */
  readonly lookEveryMs?: { readonly busy: number; readonly idle: number };
  /** Whether a hall is known without holds: seats are then chosen without one, and sold at the ledger. */
  readonly isDegraded: (showtimeId: ShowtimeId) => boolean;
}
