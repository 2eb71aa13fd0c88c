import { getShowtime, type Showtime } from '@foyer/shared/http/catalogue';
import { takeOverHold } from '@foyer/shared/http/holds';
import type { HandOverCode } from '@foyer/shared/rules/hand-over-code';
import type { SeatId, ShowtimeId } from '@foyer/shared/ids';
import type { Call } from '../../../data/client.ts';
import { pause } from '../../../data/pause.ts';
import { textOf } from '../../../data/problem-texts.ts';
import { isHoldGone, mayBeAskedAgain } from './refusals.ts';
import type { Sale } from './sale.ts';

export type TakeOverAnswer =
  | { readonly kind: 'taken'; readonly showtime: Showtime; readonly seats: readonly SeatId[] }
  | { readonly kind: 'refused'; readonly text: string };

type Taker = Pick<Sale, 'snapshot' | 'nextGuest' | 'inTurn'>;

interface TakeOverParts {
  readonly call: Call;
  /** A show that is known already; undefined where the server has to be asked. */
  readonly known: (id: ShowtimeId) => Showtime | undefined;
  readonly retryDelaysMs?: readonly number[];
}

const fullText = 'The cart is not empty. Sell its seats or give them back first, then scan again.';
const oldText = 'This code is used up or too old. Ask the guest for a new one.';
const unreadText =
  'The guest’s seats are held for you, but their show can’t be read. Ask the guest to choose again when the line is back.';

/** Takes a guest's live hold with its code into the empty cart. */
export function takeOver(sale: Taker, code: HandOverCode, parts: TakeOverParts): Promise<TakeOverAnswer> {
  if (sale.snapshot().phase.kind === 'sold') sale.nextGuest();
  // Before it waits for its turn: a sale that is being paid for would be followed by this one at once.
  if (sale.snapshot().lines.length > 0) return Promise.resolve({ kind: 'refused', text: fullText });
  return new Promise((resolve) => {
    sale.inTurn(async (put) => {
      if (sale.snapshot().lines.length > 0) return resolve({ kind: 'refused', text: fullText });
      try {
        const { hold } = await parts.call(takeOverHold, { body: { code } });
        const showtime = await showOf(hold.showtimeId, parts);
        const type = showtime?.ticketTypes[0];
        if (!showtime || !type) return resolve({ kind: 'refused', text: unreadText });
        // A seat that was pressed meanwhile waits behind this and finds itself gone: the guest's hold goes first.
        put({ kind: 'emptied', message: null });
        put({ kind: 'best-answered', showtime, hold, ticketTypeId: type.id });
        resolve({ kind: 'taken', showtime, seats: hold.seats });
      } catch (error) {
        resolve({ kind: 'refused', text: isHoldGone(error) ? oldText : textOf(error) });
      }
    });
  });
}

async function showOf(id: ShowtimeId, parts: TakeOverParts): Promise<Showtime | null> {
  const known = parts.known(id);
  if (known) return known;
  for (const delayMs of [0, ...(parts.retryDelaysMs ?? [700, 2_000])]) {
    if (delayMs > 0) await pause(delayMs);
    try {
      return (await parts.call(getShowtime, { params: { id } })).showtime;
    } catch (error) {
      if (!mayBeAskedAgain(error)) return null;
    }
  }
  return null;
}
