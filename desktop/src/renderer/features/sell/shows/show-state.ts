import type { Showtime } from '@foyer/shared/http/catalogue';

export interface ShowState {
  /** How many seats can still be sold, or why none can. */
  readonly words: string;
  /** Nothing is sold for it any more. */
  readonly isOver: boolean;
  /** It runs already; late guests are let in while its sales are open. */
  readonly hasStarted: boolean;
  readonly isScarce: boolean;
}

/** What a show is to a cashier. Whether it still sells is the server's word, and not the clock's. */
export function showState({ sales, startsAt, availability }: Showtime, nowMs: number): ShowState {
  const { available, total } = availability;
  const isOver = sales !== 'OPEN';
  return {
    words: wordsOf(sales, available),
    isOver,
    hasStarted: Date.parse(startsAt) <= nowMs,
    isScarce: !isOver && available <= total * 0.1,
  };
}

function wordsOf(sales: Showtime['sales'], available: number): string {
  switch (sales) {
    case 'CANCELLED':
      return 'cancelled';
    case 'CLOSED':
      return 'closed';
    case 'OPEN':
      return available === 0 ? 'sold out' : `${available} left`;
  }
}
