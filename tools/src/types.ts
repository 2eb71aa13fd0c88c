/** Type-checks every environment with its own tsconfig, so that `shared` really has no Node and no DOM. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const compiler = join(
  dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
  'bin',
  'tsc',
);
const projects = [
  'shared/tsconfig.json',
  'shared/tsconfig.test.json',
  'api/tsconfig.json',
  'tools/tsconfig.json',
  'desktop/tsconfig.main.json',
  'desktop/tsconfig.preload.json',
  'desktop/tsconfig.renderer.json',
  'desktop/tsconfig.e2e.json',
];

/** One checker: several check the same library types anew, each for itself, which costs two cores more than it gives. */
function check(project: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const args = [compiler, '-p', project, '--checkers', '1'];
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

const wanted = process.argv.slice(2);
let failed = 0;
for (const project of projects) {
  if (wanted.length > 0 && !wanted.some((name) => project.startsWith(name))) continue;
  if ((await check(project)) !== 0) failed += 1;
}
process.exitCode = failed === 0 ? 0 : 1;
