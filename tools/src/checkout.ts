/** Where this checkout keeps what is not committed: `.foyer/` holds fetched runtimes, engine data and logs. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const checkoutFolder = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

export const stateFolder = join(checkoutFolder, '.foyer');
export const logsFolder = join(stateFolder, 'logs');
export const dataFolder = join(stateFolder, 'data');
