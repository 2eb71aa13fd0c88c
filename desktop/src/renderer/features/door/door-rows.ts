/** The tickets of a show as a door lists them. Pure. */
import type { DoorList, DoorTicket } from '@foyer/shared/http/admissions';
import type { WaitingScan } from '../../../bridge/door.ts';
import { compareSeats } from '../../data/seat-order.ts';

export interface DoorRow extends DoorTicket {
  readonly id: string;
  /** In by this door's word: the server has not heard of it. */
  readonly isWaiting: boolean;
}

/** In the order of the hall, with those who came in while the server was away. */
export function rowsOf(list: DoorList, waiting: readonly WaitingScan[]): readonly DoorRow[] {
  const scanned = new Map(
    waiting
      .filter(({ showtimeId }) => showtimeId === list.show.showtimeId)
      .map((scan) => [keyOf(scan), scan] as const),
  );
  return list.tickets
    .map((ticket): DoorRow => {
      const scan = ticket.admittedAt === null ? scanned.get(keyOf(ticket)) : undefined;
      const id = keyOf(ticket);
      if (!scan) return { ...ticket, id, isWaiting: false };
      return { ...ticket, id, isWaiting: true, admittedAt: scan.scannedAt, where: scan.place ?? null };
    })
    .sort((one, other) => compareSeats(one.seat, other.seat));
}

/** Those that somebody may mean: by seat, reference or a part of the guest's name. */
export function findRows(rows: readonly DoorRow[], text: string): readonly DoorRow[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return rows;
  const letters = wanted.replaceAll(/[\s-]/g, '');
  return rows.filter(
    ({ seat, reference, guest }) =>
      seat.toLowerCase() === letters ||
      (letters.length >= 2 && reference.toLowerCase().replaceAll('-', '').startsWith(letters)) ||
      (guest !== null && guest.toLowerCase().includes(wanted)),
  );
}

/** The list with this ticket's guest in, until the server's next one comes. */
export function withAdmission(
  list: DoorList,
  entry: {
    readonly reference: string;
    readonly seat: string;
    readonly at: string | null;
    readonly where: string | null;
  },
): DoorList {
  return {
    ...list,
    tickets: list.tickets.map((ticket) =>
      ticket.reference === entry.reference && ticket.seat === entry.seat
        ? { ...ticket, admittedAt: entry.at, where: entry.where }
        : ticket,
    ),
  };
}

function keyOf({ reference, seat }: { readonly reference: string; readonly seat: string }): string {
  return `${reference} ${seat}`;
}
