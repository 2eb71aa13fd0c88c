/** The real house that a model is compared with: two shows of its own in a shared box office, and three buyers. */
import { listMyBookings, type Booking } from '@foyer/shared/http/bookings';
import { getSeatMap } from '@foyer/shared/http/seat-map';
import { SeatId, ShowtimeId } from '@foyer/shared/ids';
import type { BoxOffice } from '../harness/box-office.ts';
import { buildCinema, buildHall } from '../harness/cinema.ts';
import type { Client } from '../harness/client.ts';
import { eventually } from '../harness/eventually.ts';
import { importCinema } from '../harness/import-cinema.ts';
import { buyers, type Buyer, type ModelHouse, SalesModel } from './sales-model.ts';

export interface RealHouse {
  readonly clients: Readonly<Record<Buyer, Client>>;
  readonly readMap: (show: ShowtimeId) => Promise<Readonly<Record<string, string>>>;
}

const hourMs = 3_600_000;
const seatPriceMinor = (row: string): number => (row === 'C' ? 1_300 : 1_000);

/** Three rows of five chairs; those of row C cost more. */
const hall = buildHall('h9', 3, 5);
const layout = {
  ...hall.layout,
  seats: hall.layout.seats.map((chair) => ({
    ...chair,
    kind: 'STANDARD' as const,
    category: chair.row === 'C' ? 'premium' : 'standard',
  })),
};

let made = 0;

/** Puts two new shows on sale: nobody else buys for them. */
export async function openShows(
  box: BoxOffice,
): Promise<{ readonly model: SalesModel; readonly real: RealHouse }> {
  made += 1;
  const shows = ['a', 'b'].map((name) => ShowtimeId.parse(`s-model-${made}${name}`));
  const startsAt = new Date(Math.floor(Date.now() / 60_000) * 60_000 + made * 24 * hourMs).toISOString();
  const places = [
    { ...hall, id: 'h8', layout },
    { ...hall, layout },
  ];
  const showtimes = shows.map((id, index) => {
    return { id, movie: 'up', auditorium: places[index]?.id ?? hall.id, priceList: 'usual', startsAt };
  });
  const cinema = buildCinema();
  const auditoriums = [...cinema.auditoriums, ...places];
  await importCinema(box.connection, { ...cinema, auditoriums, showtimes });
  const pricesMinor = new Map(
    layout.seats.map(({ id, row }) => [SeatId.parse(id), seatPriceMinor(row)] as const),
  );
  const house: ModelHouse = { shows, pricesMinor };
  const clients = { anna: box.actAs('USER'), ben: box.actAs('USER'), clerk: box.actAs('CASHIER') };
  const readMap = async (show: ShowtimeId) => {
    const { body } = await box.anonymous.call(getSeatMap, { params: { id: show } });
    return Object.fromEntries((body?.seats ?? []).map(({ id, status }) => [id, status]));
  };
  return { model: new SalesModel(house), real: { clients, readMap } };
}

/** Until every fact of these shows is told and every refund sent. */
export async function atRest(box: BoxOffice, { shows }: ModelHouse): Promise<void> {
  const restless = {
    showtimeId: { $in: [...shows] },
    $or: [{ 'outbox.0': { $exists: true } }, { 'refunds.parts.state': { $in: ['REQUESTED', 'FAILED'] } }],
  };
  await eventually(async () => {
    const left = await box.connection.collection('bookings').countDocuments(restless);
    if (left > 0) throw new Error(`${left} bookings are not at rest`);
  });
}

/** Maps and bookings as the API tells them. */
export async function toldBy(model: SalesModel, { clients, readMap }: RealHouse) {
  const maps = await Promise.all(model.house.shows.map(readMap));
  const lists = await Promise.all(
    buyers.map(async (buyer) => {
      const { body } = await clients[buyer].call(listMyBookings, { query: { limit: 200 } });
      return [buyer, sorted(body.bookings.map(tellBooking))] as const;
    }),
  );
  return { maps, bookings: Object.fromEntries(lists) };
}

/** The same as the model has them. */
export function toldByModel(model: SalesModel): Awaited<ReturnType<typeof toldBy>> {
  const lists = buyers.map((buyer) => {
    const own = model.bookings.filter((booking) => booking.buyer === buyer);
    const told = own.map(({ status, show, seats, totalMinor }) => {
      return [status, show, seats.join(), totalMinor, status === 'BOOKED' ? totalMinor : 0].join(' ');
    });
    return [buyer, sorted(told)] as const;
  });
  return { maps: model.house.shows.map((show) => model.map(show)), bookings: Object.fromEntries(lists) };
}

/** Status, show, seats, price, and money that is with us. */
function tellBooking({ status, showtimeId, seats, totalMinor, payments }: Booking): string {
  const heldMinor = payments
    .filter((payment) => payment.status === 'CAPTURED')
    .reduce((sum, { amountMinor, refundedMinor }) => sum + amountMinor - refundedMinor, 0);
  return [status, showtimeId, seats.join(), totalMinor, heldMinor].join(' ');
}

function sorted(told: readonly string[]): readonly string[] {
  return told.toSorted();
}
