/**
 * `npm run test:guards`: proves the attack tests. Takes one guard after the other out of a copy of the built counter,
 * runs the test that attacks it, and expects it to fail. `-- --only 13` takes the guards of one point, `--only
 * will-navigate` one by its name. Prints a line for each and `N guards, N caught`; exits 1 if a test did not miss its guard. Some minutes long: not in `npm test`.
 */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkoutFolder } from '@foyer/tools/checkout';
import { startTestEngines } from '@foyer/tools/engines/test-engines';
import { buildDesktopIfOld } from '@foyer/tools/start/desktop';
import { startVitest, type TestCase } from 'vitest/node';
import { openBoxOfficeOn, openOffice } from '../harness/box-office.ts';
import { builtCounter } from '../harness/person.ts';
import { type Edit, type Weakening, weakenings } from './weakenings.ts';

const desktop = join(checkoutFolder, 'desktop');
const { values } = parseArgs({ options: { only: { type: 'string', multiple: true, default: [] } } });
const say = (line: string): void => console.log(line);

await buildDesktopIfOld(say);
const chosen = weakenings.filter(
  ({ point, guard }) =>
    values.only.length === 0 || values.only.some((word) => word === point || word === guard),
);
const caught = await inOneOffice(async () => {
  await requireGreen(chosen);
  return tryAll(chosen);
});
say(`${chosen.length} guards, ${caught} caught`);
process.exitCode = chosen.length > 0 && caught === chosen.length ? 0 : 1;

/** A test that fails anyway proves nothing. */
async function requireGreen(all: readonly Weakening[]): Promise<void> {
  for (const spec of new Set(all.map((weakening) => weakening.spec))) {
    const tests = all.filter((weakening) => weakening.spec === spec).map(({ test }) => test);
    const failure = await firstFailure(spec, tests);
    if (failure !== null) throw new Error(`${spec} fails with every guard in place: ${failure}`);
  }
}

/** Answers how many were missed by their test. */
async function tryAll(all: readonly Weakening[]): Promise<number> {
  let caught = 0;
  for (const weakening of all) {
    const missed = await withCopy(weakening.edits, () => firstFailure(weakening.spec, [weakening.test]));
    if (missed !== null) caught += 1;
    const { point, guard, also } = weakening;
    say(
      `${missed === null ? 'NOT CAUGHT' : 'caught'}  ${point}: ${guard}${also ? ` (off too: ${also})` : ''}`,
    );
    if (missed !== null) say(`        ${missed}`);
  }
  return caught;
}

/** The API and its engines are started once: what is weakened is the counter. */
async function inOneOffice<Answer>(use: () => Promise<Answer>): Promise<Answer> {
  const engines = await startTestEngines();
  try {
    const { mongo, redis, stripe, terminal } = engines;
    const office = await openBoxOfficeOn({
      mongoUri: mongo.uri,
      redisUrl: redis.url,
      stripeUrl: stripe.url,
      terminalAddress: terminal.address,
    });
    process.env[openOffice] = office.url;
    try {
      return await use();
    } finally {
      await office.close();
    }
  } finally {
    await engines.stop();
  }
}

/** The built counter with these edits in it, in a folder that is gone afterwards. */
async function withCopy<Answer>(edits: readonly Edit[], use: () => Promise<Answer>): Promise<Answer> {
  const folder = await mkdtemp(join(tmpdir(), 'foyer-guards-'));
  try {
    await mkdir(join(folder, 'dist'));
    await cp(join(desktop, 'dist'), join(folder, 'dist'), { recursive: true });
    await cp(join(desktop, 'package.json'), join(folder, 'package.json'));
    for (const edit of edits) await replace(folder, edit);
    process.env[builtCounter] = folder;
    return await use();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Throws where the guard is not found exactly once: then this list is older than the program. */
async function replace(folder: string, [name, from, to]: Edit): Promise<void> {
  const file = join(folder, name);
  const parts = (await readFile(file, 'utf8')).split(from);
  if (parts.length !== 2) throw new Error(`${name} has ${parts.length - 1} times: ${from}`);
  await writeFile(file, parts.join(to));
}

/** How the first of these tests failed, or null: they passed, or did not come to run. */
async function firstFailure(spec: string, tests: readonly string[]): Promise<string | null> {
  const vitest = await startVitest([], {
    config: false,
    root: checkoutFolder,
    include: [`desktop/e2e/${spec}`],
    watch: false,
    testNamePattern: `^(?:${tests.join('|')})`,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: [{}],
  });
  const modules = vitest.state.getTestModules();
  const ran = modules.flatMap((module) => [...module.children.allTests()]);
  const failure = ran.map(failureOf).find((message) => message !== undefined);
  for (const { message } of modules.flatMap((module) => module.errors())) say(`        ${message}`);
  await vitest.close();
  return failure ?? null;
}

function failureOf(test: TestCase): string | undefined {
  const { state, errors } = test.result();
  return state === 'failed' ? errors?.[0]?.message.split('\n')[0] : undefined;
}
