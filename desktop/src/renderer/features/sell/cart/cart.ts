import type { Booking } from '@foyer/shared/http/bookings';
import type { Showtime } from '@foyer/shared/http/catalogue';
import type { Hold } from '@foyer/shared/http/holds';
import type { SeatId, TicketTypeId } from '@foyer/shared/ids';
import { inSeatOrder } from '../../../data/seat-order.ts';
import type { Attempt } from '../paying/attempt.ts';
import { capturedOf, type Due } from '../paying/due.ts';
import type { Part, Tendered } from '../paying/tender-plan.ts';
import { type Adjustment, adjustedOnly } from './adjustment.ts';
import { type Message, withEarlierLosses } from './message.ts';
import type { Need } from './need.ts';

export interface CartLine {
  readonly seat: SeatId;
  readonly ticketTypeId: TicketTypeId;
}

export type Phase =
  | { readonly kind: 'choosing' }
  | { readonly kind: 'paying'; readonly attempt: Attempt }
  /** No answer came: the sale may stand or not, until the same attempt is answered. */
  | { readonly kind: 'unsure'; readonly attempt: Attempt }
  /** A booking owns the seats, and its money is being collected. */
  | { readonly kind: 'owed'; readonly due: Due }
  | Sold;

export interface Sold {
  readonly kind: 'sold';
  readonly booking: Booking;
  readonly tendered: Tendered;
  /** Which seats late money has bought; null where it came in time. */
  readonly rescue: 'same-seats' | 'other-seats' | null;
}

/** What one guest is about to buy. The hold is the server's word; lines follow it. */
export interface Cart {
  /** Whose seats these are; null while there are none. */
  readonly showtime: Showtime | null;
  readonly hold: Hold | null;
  /** Seats chosen while nothing could be held: nobody is kept away from them. */
  readonly unheld: readonly SeatId[];
  readonly lines: readonly CartLine[];
  readonly underWay: Readonly<Record<string, 'taking' | 'returning'>>;
  readonly adjustment: Adjustment | null;
  /** What a manager has to allow before this very cart can be sold. */
  readonly need: Need | null;
  /** Parts of the sum whose tender is settled; they are sent with the last of them. */
  readonly parts: readonly Part[];
  readonly phase: Phase;
  readonly message: Message | null;
}

export type CartEvent =
  | { readonly kind: 'take-began'; readonly showtime: Showtime; readonly line: CartLine }
  | { readonly kind: 'return-began'; readonly seat: SeatId }
  /** The server's answer to taking, returning (with the seat it was about) or extending (without). */
  | { readonly kind: 'hold-answered'; readonly hold: Hold | null; readonly seat: SeatId | null }
  /** No hold can be had now: the seat is in the cart without one, or leaves it again. */
  | { readonly kind: 'chosen-unheld'; readonly seat: SeatId }
  | { readonly kind: 'unheld-returned'; readonly seat: SeatId }
  /** The hold ran out where no other can be had: its seats stay in the cart. */
  | { readonly kind: 'hold-lapsed' }
  /** The server found and held seats: each new one gets a line. */
  | {
      readonly kind: 'best-answered';
      readonly showtime: Showtime;
      readonly hold: Hold;
      readonly ticketTypeId: TicketTypeId;
    }
  /** The server said no about one seat: it is as it was before. */
  | { readonly kind: 'seat-refused'; readonly seat: SeatId; readonly message: Message }
  | { readonly kind: 'type-chosen'; readonly seat: SeatId; readonly ticketTypeId: TicketTypeId }
  | { readonly kind: 'adjusted'; readonly adjustment: Adjustment | null }
  | { readonly kind: 'need-left' }
  | { readonly kind: 'pay-began'; readonly attempt: Attempt }
  | { readonly kind: 'pay-unanswered'; readonly attempt: Attempt }
  | {
      readonly kind: 'pay-refused';
      readonly message: Message;
      readonly lostSeats: readonly string[];
      readonly need: Need | null;
    }
  | { readonly kind: 'parts-laid'; readonly parts: readonly Part[] }
  | { readonly kind: 'owed'; readonly due: Due }
  /** A sale of before the program ended is taken up again. */
  | { readonly kind: 'resumed'; readonly showtime: Showtime; readonly booking: Booking }
  | Sold
  | { readonly kind: 'emptied'; readonly message: Message | null }
  | { readonly kind: 'told'; readonly message: Message | null };

export const emptyCart: Cart = {
  showtime: null,
  hold: null,
  unheld: [],
  lines: [],
  underWay: {},
  adjustment: null,
  need: null,
  parts: [],
  phase: { kind: 'choosing' },
  message: null,
};

/** The cart after an event; pure, so that every odd order of answers can be tried in a test. */
export function nextCart(cart: Cart, event: CartEvent): Cart {
  const next = step(cart, event);
  if (wares(next) === wares(cart)) return next;
  // What was needed for other seats or prices, and how they were to be paid, says nothing about these.
  return event.kind === 'pay-refused' ? { ...next, parts: [] } : { ...next, need: null, parts: [] };
}

/** Seats, ticket types and prices of a cart, to compare: an approval is for exactly these. */
export function wares({ showtime, lines, adjustment }: Cart): string {
  return JSON.stringify([showtime?.id, lines, adjustment]);
}

function step(cart: Cart, event: CartEvent): Cart {
  switch (event.kind) {
    case 'take-began':
      return {
        ...cart,
        showtime: event.showtime,
        lines: [...cart.lines, event.line],
        underWay: { ...cart.underWay, [event.line.seat]: 'taking' },
        message: null,
      };
    case 'return-began':
      return { ...cart, underWay: { ...cart.underWay, [event.seat]: 'returning' }, message: null };
    case 'hold-answered':
      return follow({
        ...cart,
        hold: event.hold,
        unheld: cart.unheld.filter((seat) => !event.hold?.seats.includes(seat)),
        underWay: without(cart.underWay, event.seat),
      });
    case 'chosen-unheld':
      return {
        ...cart,
        unheld: [...cart.unheld, event.seat],
        underWay: without(cart.underWay, event.seat),
      };
    case 'unheld-returned':
      return follow({ ...cart, unheld: cart.unheld.filter((seat) => seat !== event.seat), message: null });
    case 'hold-lapsed':
      return { ...cart, hold: null, unheld: [...cart.unheld, ...(cart.hold?.seats ?? [])] };
    case 'best-answered':
      return {
        ...cart,
        showtime: event.showtime,
        hold: event.hold,
        lines: [
          ...cart.lines,
          ...inSeatOrder(event.hold.seats)
            .filter((seat) => !cart.lines.some((line) => line.seat === seat))
            .map((seat) => ({ seat, ticketTypeId: event.ticketTypeId })),
        ],
        message: null,
      };
    case 'seat-refused':
      return follow({
        ...cart,
        underWay: without(cart.underWay, event.seat),
        message: withEarlierLosses(cart.message, event.message),
      });
    case 'type-chosen':
      // A price was made for the ticket type that it was.
      return {
        ...cart,
        adjustment: cart.adjustment && adjustedOnly(cart.adjustment, (seat) => seat !== event.seat),
        lines: cart.lines.map((line) =>
          line.seat === event.seat ? { ...line, ticketTypeId: event.ticketTypeId } : line,
        ),
      };
    case 'adjusted':
      return { ...cart, adjustment: event.adjustment, message: null };
    case 'need-left':
      return { ...cart, need: null };
    case 'pay-began':
      return { ...cart, phase: { kind: 'paying', attempt: event.attempt }, message: null };
    case 'pay-unanswered':
      return { ...cart, phase: { kind: 'unsure', attempt: event.attempt } };
    case 'pay-refused':
      return follow({
        ...cart,
        hold: cart.hold && withoutSeats(cart.hold, event.lostSeats),
        unheld: cart.unheld.filter((seat) => !event.lostSeats.includes(seat)),
        need: event.need,
        phase: { kind: 'choosing' },
        message: event.need ? null : event.message,
      });
    case 'sold':
      return { ...emptyCart, showtime: cart.showtime, phase: event };
    case 'parts-laid':
      return { ...cart, parts: event.parts };
    case 'owed':
      // The booking owns the seats now, whatever becomes of the hold. Once money is there, other parts are due.
      return {
        ...cart,
        hold: null,
        need: null,
        parts: capturedOf(event.due).length > 0 ? [] : cart.parts,
        phase: { kind: 'owed', due: event.due },
      };
    case 'resumed':
      return {
        ...emptyCart,
        showtime: event.showtime,
        lines: event.booking.lines.map(({ seat, ticketTypeId }) => ({ seat, ticketTypeId })),
      };
    case 'emptied':
      return { ...emptyCart, message: event.message };
    case 'told':
      return { ...cart, message: event.message };
  }
}

/** Whether the cart can be paid for now. */
export function isPayable(cart: Cart): boolean {
  const settled = cart.lines.length > 0 && Object.keys(cart.underWay).length === 0;
  const hasSeats = cart.hold !== null || cart.unheld.length > 0;
  return hasSeats && settled && (cart.phase.kind === 'choosing' || cart.phase.kind === 'unsure');
}

/** Lines live as long as their seat is in the hold, on its way into it, or chosen without one. */
function follow(cart: Cart): Cart {
  const held = new Set<string>([...(cart.hold?.seats ?? []), ...cart.unheld]);
  const lines = cart.lines.filter((line) => held.has(line.seat) || cart.underWay[line.seat] === 'taking');
  if (lines.length === 0) return { ...emptyCart, message: cart.message };
  const isThere = (seat: SeatId): boolean => lines.some((line) => line.seat === seat);
  return { ...cart, lines, adjustment: cart.adjustment && adjustedOnly(cart.adjustment, isThere) };
}

function without(underWay: Cart['underWay'], seat: SeatId | null): Cart['underWay'] {
  return Object.fromEntries(Object.entries(underWay).filter(([id]) => id !== seat));
}

function withoutSeats(hold: Hold, lost: readonly string[]): Hold | null {
  const seats = hold.seats.filter((seat) => !lost.includes(seat));
  return seats.length === 0 ? null : { ...hold, seats };
}
