import { readFile, stat } from 'node:fs/promises';
import { join, matchesGlob } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkoutFolder } from '../checkout.ts';
import { run } from '../runtimes/run.ts';
import { readCommand, readCopy, readDockerfile, readEnvironment } from './dockerfile.ts';

const stages = readDockerfile(await readFile(join(checkoutFolder, 'Dockerfile'), 'utf8'));
const last = stages.at(-1);
const keywords = new Map(last?.instructions.map(({ keyword, rest }) => [keyword, rest]));
const fromContext = stages
  .flatMap(({ instructions }) => instructions.filter(({ keyword }) => keyword === 'COPY'))
  .map(({ rest }) => readCopy(rest))
  .filter(({ from }) => from === undefined)
  .flatMap(({ sources }) => sources);

describe('the image', () => {
  test('is built from files that are committed', async () => {
    const { stdout } = await run('git', ['ls-files', '--', ...fromContext], { cwd: checkoutFolder });
    const tracked = stdout.trim().split('\n');
    const missing = fromContext.filter(
      (source) => !tracked.some((file) => file === source || file.startsWith(`${source}/`)),
    );
    expect(missing).toEqual([]);
  });

  test('is given exactly the files it copies', async () => {
    const lines = (await readFile(join(checkoutFolder, '.dockerignore'), 'utf8')).split('\n');
    const allowed = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    expect(lines.find((line) => line !== '' && !line.startsWith('#'))).toBe('*');
    expect(allowed.toSorted()).toEqual(fromContext.toSorted());
    expect(matchesGlob('api/src/x/y.test.ts', lines.findLast((line) => line !== '') ?? '')).toBe(true);
  });

  test('copies every workspace, without which npm ci refuses the lock file', async () => {
    const root: unknown = JSON.parse(await readFile(join(checkoutFolder, 'package.json'), 'utf8'));
    const { workspaces } = root as { workspaces: string[] };
    expect(fromContext).toEqual(expect.arrayContaining(workspaces.map((name) => `${name}/package.json`)));
  });

  test('runs what the build makes, as an ordinary user, without packages', async () => {
    const copies = [...(last?.instructions ?? [])].filter(({ keyword }) => keyword === 'COPY');
    expect(copies.map(({ rest }) => readCopy(rest))).toEqual([
      { from: 'build', sources: ['/foyer/api/dist'], target: './' },
    ]);
    const [program, file] = readCommand(keywords.get('CMD') ?? '');
    expect(program).toBe('node');
    expect(await builtNames()).toContain(file);
    expect(keywords.get('USER')).toBe('node');
  });

  test('is asked by the address it listens on', () => {
    const environment = readEnvironment(last?.instructions ?? []);
    expect(environment).toMatchObject({ NODE_ENV: 'production', HOST: '0.0.0.0', PORT: '8080' });
    expect(keywords.get('EXPOSE')).toBe(environment['PORT']);
    expect(readCommand(keywords.get('HEALTHCHECK') ?? '').join(' ')).toContain('/livez');
  });

  test('takes Node of the release that the tests run on', () => {
    const [major = ''] = process.versions.node.split('.');
    expect(stages.map(({ base }) => base)).toEqual(stages.map(() => `node:${major}-bookworm-slim`));
  });
});

/** What `npm run build --workspace api` leaves in its folder; `bundle.test.ts` starts it. */
async function builtNames(): Promise<string[]> {
  const script = await readFile(join(checkoutFolder, 'api', 'build.ts'), 'utf8');
  const entries = /input: \{ (\w+): '(.+?)' \}/.exec(script);
  await stat(join(checkoutFolder, 'api', entries?.[2] ?? ''));
  return [`${entries?.[1]}.js`];
}
