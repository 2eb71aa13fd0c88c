import type { ApprovalKind, ApprovalStatus } from '@foyer/shared/approval-kinds';
import type { Approval, ApprovalSubject } from '@foyer/shared/http/approvals';
import type { UserId } from '@foyer/shared/ids';
import { formatMoney } from '@foyer/shared/money';
import { inSeatOrder } from '../../data/seat-order.ts';
import type { Tone } from '../../ui/status.tsx';

export const statusWords: Readonly<Record<ApprovalStatus, readonly [word: string, tone: Tone]>> = {
  PENDING: ['Waiting', 'open'],
  GRANTED: ['Granted', 'good'],
  USED: ['Granted and done', 'good'],
  REFUSED: ['Refused', 'bad'],
  WITHDRAWN: ['Withdrawn', 'open'],
  EXPIRED: ['Not decided', 'open'],
};

const titles: Readonly<Record<ApprovalKind, (money: string) => string>> = {
  REFUND: (money) => `Refund ${money}`,
  VOID: (money) => `Take back a sale of ${money}`,
  COMP: () => 'Give seats away',
  PRICE: (money) => `Sell for ${money}`,
  ORPHAN: () => 'Leave a single seat',
  NO_SALE: () => 'Open the drawer without a sale',
  PAY_OUT: (money) => `Pay out ${money}`,
};

/** What exactly is asked for in one line, e.g. `Refund €39.00 · F12–F14 · The Fog, 20:15`. */
export function lineOf(
  asked: { readonly kind: ApprovalKind; readonly subject: ApprovalSubject },
  show: { readonly name: string | null; readonly seats: readonly string[] } = { name: null, seats: [] },
): string {
  const { amountMinor, currency, seats = show.seats } = asked.subject;
  const money =
    amountMinor === undefined || currency === undefined
      ? 'another price'
      : formatMoney(amountMinor, currency);
  const parts = [titles[asked.kind](money), seatRuns(seats), show.name];
  return parts.filter((part) => part !== null && part !== '').join(' · ');
}

/** Seats with neighbours drawn together, e.g. `C2, F12–F14`. */
export function seatRuns(seats: readonly string[]): string {
  const runs: [first: string, last: string][] = [];
  for (const seat of inSeatOrder(seats)) {
    const run = runs.at(-1);
    if (run && isNext(run[1], seat)) run[1] = seat;
    else runs.push([seat, seat]);
  }
  return runs.map(([first, last]) => (first === last ? first : `${first}–${last}`)).join(', ');
}

function isNext(seat: string, other: string): boolean {
  const [one, two] = [seat, other].map((name) => /^(\D*)(\d+)$/.exec(name));
  return one?.[1] === two?.[1] && Number(one?.[2]) + 1 === Number(two?.[2]);
}

export function nameOf(person: { readonly name: string | null } | null): string {
  return person?.name ?? 'Somebody';
}

/** What became of a request, for the manager whose list it has left. */
export function leftSentence(approval: Approval, line: string, ownId: UserId): string {
  const decider = approval.decidedBy?.id === ownId ? 'You' : nameOf(approval.decidedBy);
  switch (approval.status) {
    case 'GRANTED':
    case 'USED':
      return `${decider} granted: ${line}`;
    case 'REFUSED':
      return `${decider} refused: ${line}`;
    case 'WITHDRAWN':
      return `${nameOf(approval.requestedBy)} took this back: ${line}`;
    case 'EXPIRED':
    case 'PENDING':
      return `Nobody decided in time: ${line}`;
  }
}
