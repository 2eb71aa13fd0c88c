import { getSeatMap } from '@foyer/shared/http/seat-map';
import { bind, type Route } from '../../http/bind.ts';
import type { SeatMapService } from './seat-map.service.ts';

export function seatMapRoutes(seatMaps: SeatMapService): readonly Route[] {
  return [
    bind(getSeatMap, async ({ params, header }) => {
      const { etag, json } = await seatMaps.render(params.id);
      const headers = { ETag: etag, 'Cache-Control': 'no-cache' };
      const known =
        header('if-none-match')
          ?.split(',')
          .map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
      if (known.includes(etag)) return { status: 304, headers };
      return { status: 200, serialized: json, headers };
    }),
  ];
}
