import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { checkoutFolder } from '../checkout.ts';
import { apiPage, apiTable, renewedApiPage } from './api-table.ts';

const folder = join(checkoutFolder, 'docs');
const inDocs = (await readdir(folder, { recursive: true })).map((name) => join(folder, name));
const pages = [join(checkoutFolder, 'README.md'), ...inDocs.filter((name) => name.endsWith('.md'))];

test('docs/api.md shows the contracts as they are; `npm run docs` makes it anew', async () => {
  expect(await readFile(apiPage, 'utf8')).toBe(await renewedApiPage());
});

test('the table names verb, path, roles and need of a key', () => {
  const [, , row] = apiTable([
    {
      method: 'DELETE',
      path: '/api/things/:id',
      summary: 'Drops it',
      access: 'audit.view',
      idempotent: true,
      replies: { 204: null },
      problems: [],
    },
  ]);
  expect(row).toBe('| DELETE | `/api/things/:id` | MANAGER, ADMIN | yes | Drops it |');
});

test('every file that a page links to exists', async () => {
  const dead: string[] = [];
  for (const page of pages) {
    const links = (await readFile(page, 'utf8')).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g);
    for (const [, target = ''] of links) {
      const there = await stat(join(dirname(page), target)).then(
        () => true,
        () => false,
      );
      if (!there) dead.push(`${page}: ${target}`);
    }
  }
  expect(dead).toEqual([]);
});

test('every test that a page names as its proof exists', async () => {
  const missing: string[] = [];
  for (const page of pages) {
    const named = (await readFile(page, 'utf8')).matchAll(
      /`((?:api|desktop|shared|tools)\/[\w./-]+\.(?:test|spec)\.tsx?)`/g,
    );
    for (const [, name = ''] of named) {
      const there = await stat(join(checkoutFolder, name)).catch(() => null);
      if (!there) missing.push(`${page}: ${name}`);
    }
  }
  expect(missing).toEqual([]);
});

test('every npm command that a page names is a script', async () => {
  const root: unknown = JSON.parse(await readFile(join(checkoutFolder, 'package.json'), 'utf8'));
  const { scripts } = root as { scripts: Record<string, string> };
  const texts = await Promise.all(pages.map((page) => readFile(page, 'utf8')));
  const named = texts.flatMap((text) => [...text.matchAll(/\bnpm (?:run )?(start|test|(?<=run )[\w:-]+)/g)]);
  expect(named.map(([, name = '']) => name).filter((name) => !(name in scripts))).toEqual([]);
});
