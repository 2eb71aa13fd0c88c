/** What a door says of a ticket by what it has itself. Pure, but for the arithmetic of the signature. */
import { createPublicKey, verify } from 'node:crypto';
import { SeatId } from '@foyer/shared/ids';
import type { KeptList, LocalAnswer, LocalScan, WaitingScan } from '../../bridge/door.ts';

export interface LocalKnowledge {
  readonly lists: readonly KeptList[];
  readonly waiting: readonly WaitingScan[];
}

interface Named {
  readonly reference: string;
  readonly seat: SeatId;
}

/** The ticket, where the list lets it in: whoever does that writes it down first. */
export type LocalVerdict =
  | { readonly kind: 'good'; readonly ticket: Named }
  | Exclude<LocalAnswer, { readonly kind: 'admitted' | 'not-stored' }>;

/** By list and codes alone: no clock is asked, for a till's may be wrong. */
export function judgeLocally(scan: LocalScan, { lists, waiting }: LocalKnowledge): LocalVerdict {
  const list = listOf(scan.showtimeId, lists);
  if (!list) return { kind: 'no-list' };
  const read = namedBy(scan, list);
  if (!read) return { kind: 'unknown' };
  if (read.showtimeId !== list.show.showtimeId) {
    return { kind: 'other-show', show: listOf(read.showtimeId, lists)?.show ?? null };
  }
  if (list.show.cancelled) return { kind: 'show-cancelled' };
  const { reference, seat } = read;
  const isIt = (one: Named): boolean => one.reference === reference && one.seat === seat;
  const ticket = list.tickets.find(isIt);
  if (!ticket) return { kind: 'not-listed', asOf: list.asOf };
  if (ticket.admittedAt !== null) {
    return { kind: 'again', seat, at: ticket.admittedAt, where: ticket.where };
  }
  const before = waiting.find((one) => one.showtimeId === read.showtimeId && isIt(one));
  if (before) return { kind: 'again', seat, at: before.scannedAt, where: before.place ?? null };
  return { kind: 'good', ticket: { reference, seat } };
}

/** Who of a booking is in, by the list and by what was scanned since. */
export function partyBy(list: KeptList, waiting: readonly WaitingScan[], reference: string) {
  const tickets = list.tickets.filter((ticket) => ticket.reference === reference);
  const scanned = new Set(
    waiting.filter((one) => one.reference === reference).map(({ seat }): string => seat),
  );
  const missing = tickets.filter(({ admittedAt, seat }) => admittedAt === null && !scanned.has(seat));
  return {
    size: tickets.length,
    admitted: tickets.length - missing.length,
    missing: missing.map(({ seat }) => seat),
  };
}

/** The lists with these guests in them as in. */
export function withEntries(lists: readonly KeptList[], scans: readonly WaitingScan[]): readonly KeptList[] {
  const keyOf = (showtimeId: string, { reference, seat }: Named): string =>
    [showtimeId, reference, seat].join(' ');
  const entries = new Map(scans.map((scan) => [keyOf(scan.showtimeId, scan), scan]));
  return lists.map((list) => ({
    ...list,
    tickets: list.tickets.map((ticket) => {
      const entry = entries.get(keyOf(list.show.showtimeId, ticket));
      return entry && ticket.admittedAt === null
        ? { ...ticket, admittedAt: entry.scannedAt, where: entry.place ?? null }
        : ticket;
    }),
  }));
}

export function listOf(showtimeId: string, lists: readonly KeptList[]): KeptList | undefined {
  return lists.find(({ show }) => show.showtimeId === showtimeId);
}

/** Null where a code was not signed by the house. */
function namedBy(
  { code, reference, seat }: LocalScan,
  { publicKey, show }: KeptList,
): (Named & { readonly showtimeId: string }) | null {
  if (code === undefined) {
    return reference === undefined || seat === undefined
      ? null
      : { reference, seat, showtimeId: show.showtimeId };
  }
  const [, of = '', showtimeId = '', place] = code.split(':');
  const named = SeatId.safeParse(place);
  return named.success && isGenuine(code, publicKey) ? { reference: of, seat: named.data, showtimeId } : null;
}

function isGenuine(code: string, publicKey: string): boolean {
  const at = code.lastIndexOf(':');
  const signature = Buffer.from(code.slice(at + 1), 'base64url');
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64url'), format: 'der', type: 'spki' });
    return verify(null, Buffer.from(code.slice(0, at)), key, signature);
  } catch {
    return false;
  }
}
