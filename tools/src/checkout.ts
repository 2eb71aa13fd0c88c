/** Where this checkout keeps what is not committed: `.foyer/` holds fetched runtimes, engine data and logs. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const checkoutFolder = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

export const stateFolder = join(checkoutFolder, '.foyer');

/** Where one running Foyer keeps its data and logs. */
export type Home = { readonly data: string; readonly logs: string };

/** `.foyer/data` and `.foyer/logs`, or both inside the folder FOYER_DATA: another Foyer beside the usual one. */
export function homeOf(env: NodeJS.ProcessEnv = process.env): Home {
  const elsewhere = env['FOYER_DATA'];
  if (elsewhere === undefined || elsewhere === '') {
    return { data: join(stateFolder, 'data'), logs: join(stateFolder, 'logs') };
  }
  return { data: join(elsewhere, 'data'), logs: join(elsewhere, 'logs') };
}
