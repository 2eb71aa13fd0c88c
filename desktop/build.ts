/**
 * Builds the programs of the counter into `dist/`: main and both preloads as CommonJS for Node 16.17 (Electron 22.3
 * and newer), the pages for Chromium 108. `--watch` builds again at every change.
 */
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig } from 'vite';
import { rendererConfig } from './vite.config.ts';

const folder = dirname(fileURLToPath(import.meta.url));
const watch = process.argv.includes('--watch') ? {} : null;

// Whoever calls may run under NODE_ENV=test, and React's development build is several times slower.
process.env['NODE_ENV'] = 'production';
await build(nodeProgram('main'));
await build(nodeProgram('preload'));
await build(nodeProgram('preload-guest', join('preload', 'guest.ts')));
await build({
  ...rendererConfig,
  configFile: false,
  mode: 'production',
  logLevel: 'warn',
  build: { ...rendererConfig.build, watch },
});

/** One file with everything in it but Electron: the sandboxed preload can't require anything else. */
function nodeProgram(name: string, source = join(name, `${name}.ts`)): InlineConfig {
  return {
    root: folder,
    configFile: false,
    mode: 'production',
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: join(folder, 'src', source),
      outDir: join(folder, 'dist', name),
      emptyOutDir: true,
      target: 'node16.17',
      minify: false,
      watch,
      rolldownOptions: {
        external: ['electron', /^node:/],
        output: { format: 'cjs', entryFileNames: `${basename(source, '.ts')}.cjs`, codeSplitting: false },
      },
    },
  };
}
