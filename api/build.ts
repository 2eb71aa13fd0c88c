/**
 * Bundles the server into one file beside its Lua scripts: `dist/main.js`, or in the folder named by `--into`. It runs
 * without `node_modules`, and two builds of the same sources give the same bytes. A warning fails the build.
 */
import { cp, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'rolldown';
import { optionalPackages } from './bundle-externals.ts';

const folder = dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({ options: { into: { type: 'string', default: join(folder, 'dist') } } });
const target = resolve(values.into);

await rm(target, { recursive: true, force: true });
await build({
  cwd: folder,
  input: { main: 'src/main.ts' },
  platform: 'node',
  external: [...optionalPackages],
  transform: { target: 'node24' },
  output: { dir: target, format: 'esm', sourcemap: true, codeSplitting: false },
  onLog(level, log) {
    // depd makes its wrappers from text it wrote itself; nothing of a request reaches it.
    if (log.code === 'EVAL' && log.id?.includes('/node_modules/depd/') === true) return;
    if (level === 'warn') throw new Error(log.message);
  },
});
// lua-command.ts looks for `lua/<name>.lua` beside the file that it became part of.
await cp(join(folder, 'src', 'features', 'seats', 'lua'), join(target, 'lua'), { recursive: true });
// Wherever the folder is put, Node has to know that this is a module.
await writeFile(join(target, 'package.json'), '{ "type": "module" }\n');
