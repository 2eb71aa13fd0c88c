import './app/strict-zod.ts';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { applyTextSize, readTextSize } from './app/text-size.ts';
import { applyTheme, readTheme } from './app/theme.ts';
import { ask } from './data/session.ts';

applyTheme(readTheme());
applyTextSize(readTextSize());
const root = document.getElementById('root');
if (!root) throw new Error('the page lacks its root');
const info = await ask(window.foyer.appInfo());
createRoot(root).render(
  <StrictMode>
    <App bridge={window.foyer} info={info} />
  </StrictMode>,
);
