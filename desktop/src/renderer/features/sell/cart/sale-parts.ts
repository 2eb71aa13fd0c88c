import type { Booking } from '@foyer/shared/http/bookings';
import type { Showtime } from '@foyer/shared/http/catalogue';
import type { ShowtimeId } from '@foyer/shared/ids';
import type { Call } from '../../../data/client.ts';
import type { Attempt } from './cart.ts';

/** What a sale needs of the world around it. */
export interface SaleParts {
  readonly call: Call;
  readonly newKey: () => string;
  /** Waits between attempts to get an answer about one sale. */
  readonly retryDelaysMs?: readonly number[];
  /** An attempt is about to be sent: from here on it can be found out about, whatever happens to this program. */
  readonly onSending: (attempt: Attempt, showtime: Showtime) => Promise<void>;
  /** The attempt has been refused: there is nothing to find out. */
  readonly onRefused: (attempt: Attempt) => void;
  /** A sale stands: availability and bookings are other than they were, and its papers are due. */
  readonly onSold: (booking: Booking, showtime: Showtime, attempt: Attempt) => void;
  /** Whether a hall is known without holds: seats are then chosen without one, and sold at the ledger. */
  readonly isDegraded: (showtimeId: ShowtimeId) => boolean;
}
