/** The table of docs/api.md, made from the contracts. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Access, Endpoint } from '@foyer/shared/endpoint';
import { endpoints } from '@foyer/shared/http/endpoints';
import { can, Role } from '@foyer/shared/roles';
import { checkoutFolder } from '../checkout.ts';

export const apiPage = join(checkoutFolder, 'docs', 'api.md');

const start = '<!-- made by `npm run docs`: start -->';
const end = '<!-- made by `npm run docs`: end -->';

/** The page with its table made anew. Throws where the page has lost its marks. */
export async function renewedApiPage(): Promise<string> {
  const page = await readFile(apiPage, 'utf8');
  const [before, rest] = page.split(start);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error(`docs/api.md lacks "${start}" or its end.`);
  return `${before}${start}\n${apiTable().join('\n')}\n${end}${after}`;
}

export function apiTable(contracts: readonly Endpoint[] = Object.values(endpoints)): readonly string[] {
  const rows = contracts.map(
    ({ method, path, access, idempotent, tillKey, summary }) =>
      `| ${method} | \`${path}\` | ${tillKey === 'required' ? 'an enrolled till' : whoMay(access)} | ${idempotent === true ? 'yes' : ''} | ${summary} |`,
  );
  return ['| verb | path | who | key | what |', '| --- | --- | --- | --- | --- |', ...rows];
}

function whoMay(access: Access): string {
  if (access === 'public') return 'anybody';
  if (access === 'signed-in') return 'anybody signed in';
  return Role.options.filter((role) => can(role, access)).join(', ');
}
