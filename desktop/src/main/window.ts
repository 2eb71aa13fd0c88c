import { app, BrowserWindow } from 'electron';
import { join } from 'node:path';
import { isWithin } from './guards.ts';

export interface WindowParts {
  /** Folder of the bundled main program. */
  readonly folder: string;
  readonly address: string;
  readonly packaged: boolean;
}

/** Opens the counter: a page that can do nothing but what the bridge offers. */
export function openWindow({ folder, address, packaged }: WindowParts): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 700,
    title: 'Foyer',
    // In development the menu is there with Alt, for its developer tools; a till has none.
    autoHideMenuBar: true,
    backgroundColor: '#0f1216',
    show: false,
    webPreferences: {
      preload: join(folder, '..', 'preload', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: !packaged,
      navigateOnDragDrop: false,
      // A till in the background still has to show the hall as it is.
      backgroundThrottling: false,
    },
  });
  const home = `${address}/index.html`;
  // An empty page goes past will-navigate. Whatever sends the counter there, it comes back.
  window.webContents.on('did-navigate', (_event, reached) => {
    if (!isWithin(reached, address)) void window.loadURL(home);
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(home);
  return window;
}

/** Shows the window before all others, also where it was minimized. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.moveTop();
  // macOS gives the focus to programs, not to windows.
  app.focus({ steal: true });
  window.focus();
}
