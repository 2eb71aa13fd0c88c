/**
 * Builds the three programs of the counter into `dist/`: main and preload as CommonJS for Node 16.17 (Electron 22.3
 * and newer), the page for Chromium 108. `--watch` builds again at every change.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig } from 'vite';
import { rendererConfig } from './vite.config.ts';

const folder = dirname(fileURLToPath(import.meta.url));
const watch = process.argv.includes('--watch') ? {} : null;

// Whoever calls may run under NODE_ENV=test, and React's development build is several times slower.
process.env['NODE_ENV'] = 'production';
await build(nodeProgram('main'));
await build(nodeProgram('preload'));
await build({
  ...rendererConfig,
  configFile: false,
  mode: 'production',
  logLevel: 'warn',
  build: { ...rendererConfig.build, watch },
});

/** One file with everything in it but Electron: the sandboxed preload can't require anything else. */
function nodeProgram(name: 'main' | 'preload'): InlineConfig {
  return {
    root: folder,
    configFile: false,
    mode: 'production',
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: join(folder, 'src', name, `${name}.ts`),
      outDir: join(folder, 'dist', name),
      emptyOutDir: true,
      target: 'node16.17',
      minify: false,
      watch,
      rolldownOptions: {
        external: ['electron', /^node:/],
        output: { format: 'cjs', entryFileNames: `${name}.cjs`, codeSplitting: false },
      },
    },
  };
}
