import type { ImportDocument } from '@foyer/api/features/catalogue/import/import-schema';
import { SeatId, ShowtimeId } from '@foyer/shared/ids';

/** What `buildCinema` plays: by id, with when it starts from now. `past` is over, `cancelled` never sells. */
export const shows = {
  open: ShowtimeId.parse('s-open'),
  late: ShowtimeId.parse('s-late'),
  past: ShowtimeId.parse('s-past'),
  cancelled: ShowtimeId.parse('s-cancelled'),
  /** In the second hall. */
  other: ShowtimeId.parse('s-other'),
} as const;

/** Seats that are something else than a chair on sale. */
export const special = {
  wheelchair: SeatId.parse('A1'),
  companion: SeatId.parse('A2'),
  /** Kept by the house: BLOCKED on every map. */
  house: SeatId.parse('F10'),
} as const;

type Hall = ImportDocument['auditoriums'][number];

const hourMs = 3_600_000;

/** `seats('B1', 'B2')` with their brand. */
export function seats(...ids: readonly string[]): SeatId[] {
  return ids.map((id) => SeatId.parse(id));
}

/** The first `count` seats on sale of the first hall, row by row from B. */
export function firstSeats(count: number): SeatId[] {
  const onSale = hallSeats(6, 10).filter(({ row, id }) => row !== 'A' && id !== special.house);
  return onSale.slice(0, count).map(({ id }) => SeatId.parse(id));
}

/**
 * A small cinema around `now`: Hall 1 with rows A–F of ten seats (A1 wheelchair, A2 companion, F10 house; E and F
 * premium) and Hall 2 with two rows of five. Adult 10.00 or 13.00, child 7.00 or 9.00 EUR.
 */
export function buildCinema(overrides: Partial<ImportDocument> = {}, now = new Date()): ImportDocument {
  const show = (id: ShowtimeId, hours: number, auditorium = 'h1'): ImportDocument['showtimes'][number] => ({
    id,
    movie: 'up',
    auditorium,
    priceList: 'usual',
    startsAt: startOf(now, hours),
  });
  return {
    cinema: { name: 'Corner House', timeZone: 'Europe/Berlin', currency: 'EUR' },
    movies: [{ id: 'up', title: 'Up', year: 2009, rating: 'PG', runtimeMinutes: 96 }],
    auditoriums: [buildHall('h1', 6, 10), buildHall('h2', 2, 5)],
    priceLists: [
      {
        id: 'usual',
        name: 'Usual',
        ticketTypes: [
          { id: 'adult', name: 'Adult', pricesMinor: { standard: 1000, premium: 1300 } },
          { id: 'child', name: 'Child', pricesMinor: { standard: 700, premium: 900 } },
        ],
      },
    ],
    showtimes: [
      show(shows.past, -5),
      show(shows.open, 3),
      show(shows.late, 6),
      { ...show(shows.cancelled, 9), cancelled: true },
      show(shows.other, 3, 'h2'),
    ],
    ...overrides,
  };
}

/** A hall of whole rows; with six rows of ten or more its last seat is the house's. */
export function buildHall(id: string, rows: number, perRow: number): Hall {
  const chairs = hallSeats(rows, perRow);
  return {
    id,
    name: `Hall ${id.slice(1)}`,
    layout: {
      width: perRow + 2,
      height: rows * 1.5 + 2,
      focalPoint: { x: perRow / 2 + 1, y: rows },
      seats: chairs,
      houseSeats: chairs.some((chair) => chair.id === special.house) ? [special.house] : [],
    },
  };
}

function hallSeats(rows: number, perRow: number): Hall['layout']['seats'] {
  return Array.from({ length: rows * perRow }, (_, index) => {
    const line = Math.floor(index / perRow);
    const number = (index % perRow) + 1;
    const row = String.fromCharCode('A'.charCodeAt(0) + line);
    const kinds = { A1: 'WHEELCHAIR', A2: 'COMPANION' } as const;
    const id = `${row}${number}`;
    return {
      id,
      row,
      number,
      x: number + 0.5,
      y: 1.5 + line * 1.5,
      kind: id === 'A1' || id === 'A2' ? kinds[id] : 'STANDARD',
      category: line >= 4 ? 'premium' : 'standard',
    };
  });
}

function startOf(now: Date, hours: number): string {
  return new Date(Math.floor(now.getTime() / 60_000) * 60_000 + hours * hourMs).toISOString();
}
