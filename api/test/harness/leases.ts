/** A till that borrows seats, sells them without the server and brings the sales in. */
import { getSeatMap, type SeatStatus } from '@foyer/shared/http/seat-map';
import type { OfflineSale } from '@foyer/shared/http/lease-sales';
import { declareLeaseLost, replayLease, requestLease, type LeaseKit } from '@foyer/shared/http/leases';
import { JournalId, SaleId, ShowtimeId, TicketTypeId, UserId, type SeatId } from '@foyer/shared/ids';
import { randomBytes } from 'node:crypto';
import { buildCinema, buildHall, shows } from './cinema.ts';
import type { Client } from './client.ts';

export function newJournal(): JournalId {
  return JournalId.parse(`jrn_${randomBytes(9).toString('hex')}`);
}

/** Seats lent to whichever till the client stands at. */
export async function borrow(
  client: Client,
  showtimeId: ShowtimeId = shows.open,
  journalId = newJournal(),
): Promise<LeaseKit> {
  return (await client.call(requestLease, { body: { showtimeId, journalId } })).body.lease;
}

/** What a till does without the server: seats, prices and the slip's name come from the lease alone. */
export function sellOffline(
  lease: LeaseKit,
  seats: readonly SeatId[],
  parts: Partial<OfflineSale> & { readonly slip?: number } = {},
): OfflineSale {
  const { slip = 0, ...other } = parts;
  const adult = lease.ticketTypes[0];
  if (!adult) throw new Error('a lease has ticket types');
  const paidMinor = seats
    .map((seat) => adult.pricesMinor[lease.chairs.find(({ id }) => id === seat)?.category ?? ''] ?? 0)
    .reduce((sum, price) => sum + price, 0);
  return {
    saleId: SaleId.parse(`sal_${randomBytes(9).toString('hex')}`),
    reference: lease.slips[slip]?.reference ?? '',
    lines: seats.map((seat) => ({ seat, ticketTypeId: TicketTypeId.parse(adult.id) })),
    paidMinor,
    soldBy: UserId.parse('usr_offline'),
    soldAt: '2026-01-01T00:00:00.000Z',
    ...other,
  };
}

export function replay(client: Client, { id }: Pick<LeaseKit, 'id'>, ...sales: readonly OfflineSale[]) {
  return client.call(replayLease, { params: { id }, body: { sales: [...sales] } });
}

/** A manager gives the till up. */
export function giveUp(manager: Client, { id }: Pick<LeaseKit, 'id'>) {
  return manager.call(declareLeaseLost, { params: { id }, body: { reason: 'fell into the river' } });
}

/** What everybody sees of these seats, or of the whole hall seat by seat. */
export async function statusesOf(
  client: Client,
  showtimeId: ShowtimeId,
  seats?: readonly SeatId[],
): Promise<readonly SeatStatus[]> {
  const { body } = await client.call(getSeatMap, { params: { id: showtimeId } });
  if (!body) throw new Error('a map was asked for');
  const all = body.seats.filter(({ id }) => seats?.includes(id) ?? true).map(({ status }) => status);
  return seats ? [...new Set(all)] : all;
}

/** A cinema with a show in a hall of its own for each number below `count`. */
export function hallsOf(count: number) {
  const cinema = buildCinema();
  const [open] = cinema.showtimes.filter(({ id }) => id === shows.open);
  if (!open) throw new Error('the small cinema has an open show');
  const numbers = Array.from({ length: count }, (_, index) => index);
  return {
    ...cinema,
    auditoriums: [...cinema.auditoriums, ...numbers.map((index) => buildHall(`l${index}`, 6, 10))],
    showtimes: [
      ...cinema.showtimes,
      ...numbers.map((index) => ({ ...open, id: showOf(index), auditorium: `l${index}` })),
    ],
  };
}

export function showOf(index: number): ShowtimeId {
  return ShowtimeId.parse(`s-l${index}`);
}
