import { SeatMap } from '@foyer/shared/http/seat-map';
import type { Availability } from '@foyer/shared/http/catalogue';
import type { ShowtimeId } from '@foyer/shared/ids';
import type { Layout, ShowtimeLookup, ShowtimeRecord } from '../catalogue/catalogue.ts';
import { countSeats, type Hall, type HallProjection } from './hall-projection.ts';

export interface SeatMapServiceOptions {
  readonly projection: HallProjection;
  readonly catalogue: ShowtimeLookup;
}

/** A map checked and serialised once for its position; encoding it again for each reader cost more than all else. */
export interface RenderedSeatMap {
  readonly etag: string;
  readonly json: Buffer;
}

export type SeatMapService = ReturnType<typeof createSeatMapService>;

const mostRendered = 500;

/** The hall as everybody may see it. */
export function createSeatMapService({ projection, catalogue }: SeatMapServiceOptions) {
  const rendered = new Map<ShowtimeId, { readonly hall: Hall; readonly map: RenderedSeatMap }>();

  /** The whole map; its bytes are made once per position. Throws showtime.not-found. */
  async function render(showtimeId: ShowtimeId): Promise<RenderedSeatMap> {
    const showtime = await catalogue.requireShowtime(showtimeId);
    const hall = await projection.read(showtimeId);
    const known = rendered.get(showtimeId);
    if (known?.hall === hall) return known.map;
    const layout = await catalogue.layoutOf(showtime);
    const map = {
      etag: `"${hall.epoch}-${hall.seq}"`,
      json: Buffer.from(JSON.stringify(mapOf(showtimeId, layout, hall))),
    };
    rendered.delete(showtimeId);
    rendered.set(showtimeId, { hall, map });
    for (const oldest of rendered.keys()) {
      if (rendered.size <= mostRendered) break;
      rendered.delete(oldest);
    }
    return map;
  }

  /** How many seats of the showtime are free, held, sold and kept back. */
  async function availability(showtime: ShowtimeRecord): Promise<Availability> {
    const layout = await catalogue.layoutOf(showtime);
    return countSeats(layout.seats.length, (await projection.read(showtime.id)).statuses);
  }

  return { render, availability };
}

function mapOf(showtimeId: ShowtimeId, layout: Layout, hall: Hall): SeatMap {
  return SeatMap.parse({
    showtimeId,
    epoch: hall.epoch,
    seq: hall.seq,
    ...(hall.degraded ? { degraded: true } : {}),
    layout: layout.frame,
    seats: layout.seats.map((seat) => ({ ...seat, status: hall.statuses.get(seat.id) ?? 'AVAILABLE' })),
  });
}
