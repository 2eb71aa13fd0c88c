import type { Ticket } from '@foyer/shared/http/bookings';
import { formatMoney } from '@foyer/shared/money';
import type { BookingRecord } from '../bookings/booking.ts';
import type { NotificationKind, NotificationRecord } from './notification.ts';

/** What a mail about a booking can be about. */
export type BookingMailKind = Exclude<NotificationKind, 'INVITATION'>;

/** What a mail tells, gathered. */
export interface MailFacts {
  readonly notification: Pick<NotificationRecord, 'refundedMinor' | 'returned'> & {
    readonly kind: BookingMailKind;
  };
  readonly booking: Pick<BookingRecord, 'reference' | 'showtime' | 'lines' | 'totalMinor' | 'currency'>;
  readonly cinema: { readonly name: string; readonly timeZone: string };
  /** By ticket type's id. */
  readonly typeNames: ReadonlyMap<string, string>;
  readonly tickets: readonly Ticket[];
  /** How the greeting calls the guest; null where nobody said. */
  readonly name: string | null;
}

export interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Writes the mail; the picture of ticket n is shown where `cid:ticket-n` stands. */
export function writeMail(facts: MailFacts): MailText {
  const { booking, cinema, tickets } = facts;
  const when = startOf(booking.showtime.startsAt, cinema.timeZone);
  const show = `${booking.showtime.movieTitle}, ${when}, ${booking.showtime.auditoriumName}`;
  const greeting = facts.name === null ? 'Hello,' : `Hello ${facts.name},`;
  const said = [greeting, ...sentencesOf(facts), show, ...linesOf(facts), `Reference ${booking.reference}`];
  const codes = tickets.map(({ seat, qr }) => `Seat ${seat}\n${qr}`);
  const images = tickets.map(
    ({ seat, qr }, index) =>
      `<p><strong>Seat ${escaped(seat)}</strong><br>` +
      `<img src="cid:ticket-${index}" width="240" height="240" alt="Code of seat ${escaped(seat)}"><br>` +
      `<code>${escaped(qr)}</code></p>`,
  );
  const body = said.map((sentence) => `<p>${escaped(sentence)}</p>`);
  return {
    subject: `${subjectOf(facts)}: ${show}`,
    text: `${[...said, ...codes, cinema.name].join('\n\n')}\n`,
    html: `<!doctype html><html lang="en"><body>${[...body, ...images].join('')}<p>${escaped(cinema.name)}</p></body></html>`,
  };
}

function subjectOf({ notification, tickets }: MailFacts): string {
  switch (notification.kind) {
    case 'TICKETS':
      return tickets.length === 1 ? 'Your ticket' : 'Your tickets';
    case 'REFUNDED':
      return 'Your refund';
    case 'CANCELLED':
      return 'Your booking is cancelled';
    case 'EXPIRED_REFUNDED':
      return 'Your payment comes back';
  }
}

function sentencesOf({ notification, booking }: MailFacts): readonly string[] {
  const { kind, refundedMinor, returned } = notification;
  const money = refundedMinor === null ? null : formatMoney(refundedMinor, booking.currency);
  const back = money === null ? [] : [`${money} goes back to where it came from.`];
  switch (kind) {
    case 'TICKETS':
      return ['here are your tickets. Show the code of each seat at the door, on paper or on a screen.'];
    case 'REFUNDED':
      return [`these seats are given back: ${returned.join(', ')}.`, ...back];
    case 'CANCELLED':
      return ['your booking is cancelled.', ...back];
    case 'EXPIRED_REFUNDED':
      return ['your payment came too late to keep the seats.', ...back];
  }
}

function linesOf({ notification, booking, typeNames }: MailFacts): readonly string[] {
  if (notification.kind !== 'TICKETS') return [];
  const price = (minor: number): string => formatMoney(minor, booking.currency);
  return [
    ...booking.lines.map(
      ({ seat, ticketTypeId, priceMinor }) =>
        `Seat ${seat}, ${typeNames.get(ticketTypeId) ?? ticketTypeId}, ${price(priceMinor)}`,
    ),
    `Paid ${price(booking.totalMinor)}`,
  ];
}

function startOf(startsAt: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-IE', { timeZone, dateStyle: 'full', timeStyle: 'short' }).format(
    startsAt,
  );
}

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
