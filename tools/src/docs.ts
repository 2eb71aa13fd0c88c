/** `npm run docs`: makes the table of docs/api.md anew from the contracts. */
import { writeFile } from 'node:fs/promises';
import { apiPage, renewedApiPage } from './docs/api-table.ts';

await writeFile(apiPage, await renewedApiPage());
