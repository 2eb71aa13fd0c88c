import './app/strict-zod.ts';
import './ui/base.css';
import { StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { applyTextSize, readTextSize } from './app/text-size.ts';
import { applyTheme, readTheme } from './app/theme.ts';
import { ask } from './data/session.ts';
import { guardKeys } from './features/scanner/guard-keys.ts';
import { Scanner, ScannerProvider } from './features/scanner/scanner.tsx';

applyTheme(readTheme());
applyTextSize(readTextSize());
const root = document.getElementById('root');
if (!root) throw new Error('the page lacks its root');
const info = await ask(window.foyer.appInfo());
const scanner = new Scanner();
// Before anything else listens for keys.
guardKeys(window, { frame: info.scanner, onScan: scanner.hear, atOnce: flushSync });
createRoot(root).render(
  <StrictMode>
    <ScannerProvider scanner={scanner}>
      <App bridge={window.foyer} info={info} />
    </ScannerProvider>
  </StrictMode>,
);
