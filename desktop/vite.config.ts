import react from '@vitejs/plugin-react';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type UserConfig } from 'vite';
import { noncePlaceholder } from './src/main/app-files.ts';

const folder = dirname(fileURLToPath(import.meta.url));

/** The window's page: built for the Chromium of the oldest Electron (108), so its CSS is lowered too. */
export const rendererConfig: UserConfig = {
  root: join(folder, 'src', 'renderer'),
  plugins: [react()],
  html: { cspNonce: noncePlaceholder },
  css: { transformer: 'lightningcss' },
  build: {
    outDir: join(folder, 'dist', 'renderer'),
    emptyOutDir: true,
    target: 'chrome108',
    cssTarget: 'chrome108',
    // The content security policy admits files, not data: URLs.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: {
        index: join(folder, 'src', 'renderer', 'index.html'),
        guest: join(folder, 'src', 'renderer', 'guest.html'),
      },
    },
  },
  server: { host: '127.0.0.1', strictPort: false },
};

export default defineConfig(rendererConfig);
