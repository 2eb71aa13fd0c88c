import type { Endpoint } from '@foyer/shared/endpoint';
import { endpoints } from '@foyer/shared/http/endpoints';
import { shows } from './cinema.ts';

/** Every contract of the API with its name, for tables of tests. */
export const allContracts: readonly (readonly [string, Endpoint])[] = Object.entries<Endpoint>(endpoints);

/** The contract's path with a real showtime's id, or another one, for its parameter. */
export function examplePath(contract: Endpoint, id: string = shows.open): string {
  return contract.path.replaceAll(/:[a-z]+/gi, id);
}
