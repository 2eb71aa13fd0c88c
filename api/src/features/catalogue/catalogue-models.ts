import type { Connection } from 'mongoose';
import type { CollectionRule } from '../../platform/indexes.ts';
import { auditoriumModel } from './auditorium.model.ts';
import { cinemaModel } from './cinema.model.ts';
import { layoutModel } from './layout.model.ts';
import { movieModel } from './movie.model.ts';
import { priceListModel } from './price-list.model.ts';
import { showtimeModel } from './showtime.model.ts';

/** The collections of the catalogue, for the migration and the index gate. */
export function catalogueModels(connection: Connection): readonly CollectionRule[] {
  return [
    { model: cinemaModel(connection) },
    { model: movieModel(connection) },
    { model: auditoriumModel(connection) },
    { model: layoutModel(connection) },
    { model: priceListModel(connection) },
    { model: showtimeModel(connection) },
  ];
}
