/** Halls and showtimes of a bench, in the shape the importer stores. */
import type { ImportDocument } from '@foyer/api/features/catalogue/import/import-schema';
import { createImportRepository } from '@foyer/api/features/catalogue/import/import.repository';
import { importCatalogue } from '@foyer/api/features/catalogue/import/import.service';
import { catalogueModels } from '@foyer/api/features/catalogue/catalogue-models';
import { auditoriumModel } from '@foyer/api/features/catalogue/auditorium.model';
import { layoutModel } from '@foyer/api/features/catalogue/layout.model';
import { showtimeModel } from '@foyer/api/features/catalogue/showtime.model';
import { migrate } from '@foyer/api/platform/indexes';
import { SeatId, ShowtimeId } from '@foyer/shared/ids';
import type { Connection } from 'mongoose';

export type Show = { readonly id: ShowtimeId; readonly seats: readonly SeatId[] };

const perRow = 24;
const slotMs = 3 * 3_600_000;

/** Makes showtimes of halls of any size; the importer itself refuses halls of more than 2,000 seats. */
export class Halls {
  readonly #connection: Connection;
  #made = 0;

  private constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Imports a cinema of one small hall, whose documents the others are copies of. */
  static async open(connection: Connection): Promise<Halls> {
    await migrate(connection, catalogueModels(connection));
    const text = JSON.stringify(cinema());
    const result = await importCatalogue(text, { repository: createImportRepository(connection) });
    if (!result.ok) throw new Error(`The bench's cinema is not valid: ${result.faults[0]?.message}`);
    return new Halls(connection);
  }

  /** New showtimes in a hall of that size; `blocked` is the share of seats the house keeps back. */
  async add(count: number, size: number, blocked = 0): Promise<readonly Show[]> {
    const showtimes = showtimeModel(this.#connection);
    const layoutId = await this.#hallOf(size);
    const [template] = await showtimes.find({ _id: 'template' }).lean();
    if (!template) throw new Error('the template showtime is missing');
    const seats = seatsOf(size).map(({ id }) => SeatId.parse(id));
    const shows = Array.from({ length: count }, () => {
      this.#made += 1;
      return { id: ShowtimeId.parse(`show-${this.#made}`), at: this.#made, kept: everyNth(seats, blocked) };
    });
    const moved = (date: Date, at: number): Date => new Date(date.getTime() + (at % 200) * slotMs);
    await showtimes.insertMany(
      shows.map(({ id, at, kept }) => ({
        ...template,
        _id: id,
        auditoriumId: `hall-${size}`,
        layoutId,
        startsAt: moved(template.startsAt, at),
        endsAt: moved(template.endsAt, at),
        salesEndAt: moved(template.salesEndAt, at),
        blockedSeats: [...kept],
      })),
      { lean: true },
    );
    return shows.map(({ id, kept }) => ({ id, seats: seats.filter((seat) => !kept.has(seat)) }));
  }

  async #hallOf(size: number): Promise<string> {
    const layouts = layoutModel(this.#connection);
    const layoutId = `hall-${size}-v1`;
    if (await layouts.exists({ _id: layoutId })) return layoutId;
    const hall = hallOf(size);
    await auditoriumModel(this.#connection).create([{ _id: hall.id, name: hall.name, layoutId }]);
    const { seats, width, height, focalPoint } = hall.layout;
    const chairs = seats.map((seat) => ({ ...seat, kind: 'STANDARD' as const }));
    await layouts.create([
      {
        _id: layoutId,
        auditoriumId: hall.id,
        version: 1,
        width,
        height,
        focalPoint,
        seats: chairs,
        houseSeats: [],
      },
    ]);
    return layoutId;
  }
}

/** So many of them, spread evenly. */
function everyNth(seats: readonly SeatId[], share: number): ReadonlySet<SeatId> {
  return new Set(seats.filter((_, index) => Math.floor((index + 1) * share) > Math.floor(index * share)));
}

function hallOf(size: number): ImportDocument['auditoriums'][number] {
  const rows = Math.ceil(size / perRow);
  return {
    id: `hall-${size}`,
    name: `Hall of ${size}`,
    layout: {
      width: perRow + 2,
      height: rows * 1.3 + 2,
      focalPoint: { x: perRow / 2 + 1, y: rows * 0.8 },
      seats: seatsOf(size),
    },
  };
}

function seatsOf(size: number): ImportDocument['auditoriums'][number]['layout']['seats'] {
  return Array.from({ length: size }, (_, index) => {
    const row = rowName(Math.floor(index / perRow));
    const number = (index % perRow) + 1;
    const y = Math.round((1.5 + Math.floor(index / perRow) * 1.3) * 100) / 100;
    return { id: `${row}${number}`, row, number, x: number + 0.5, y, category: 'standard' };
  });
}

/** A … Z, AA … ZZ, as spreadsheets name columns. */
function rowName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : `${rowName(Math.floor(index / 26) - 1)}${last}`;
}

function cinema(): ImportDocument {
  const startsAt = new Date(Math.floor(Date.now() / 60_000) * 60_000 + 4 * 3_600_000).toISOString();
  return {
    cinema: { name: 'Bench', timeZone: 'Europe/Berlin', currency: 'EUR' },
    movies: [{ id: 'up', title: 'Up', runtimeMinutes: 96 }],
    auditoriums: [hallOf(48)],
    priceLists: [
      {
        id: 'usual',
        name: 'Usual',
        ticketTypes: [{ id: 'adult', name: 'Adult', pricesMinor: { standard: 1000 } }],
      },
    ],
    showtimes: [{ id: 'template', movie: 'up', auditorium: 'hall-48', priceList: 'usual', startsAt }],
  };
}
