import { app, BrowserWindow, screen, type WebPreferences } from 'electron';
import { join } from 'node:path';
import { isWithin } from './guards.ts';
import { visibleBounds, type WindowPlaces } from './window-places.ts';

export interface WindowParts {
  /** Folder of the bundled main program. */
  readonly folder: string;
  readonly address: string;
  readonly packaged: boolean;
}

/** What every page of ours runs with: no way to the machine but its own preload. */
export function pagePreferences(preload: string, packaged: boolean): WebPreferences {
  return {
    preload,
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
  };
}

/** Opens the counter, where it was last: a page that can do nothing but what the bridge offers. */
export function openWindow({ folder, address, packaged }: WindowParts, places: WindowPlaces): BrowserWindow {
  const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
  const before = places.places.counter;
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    ...visibleBounds(before?.bounds ?? null, areas),
    minWidth: 1024,
    minHeight: 700,
    title: 'Foyer',
    // In development the menu is there with Alt, for its developer tools; a till has none.
    autoHideMenuBar: true,
    backgroundColor: '#0f1216',
    show: false,
    webPreferences: pagePreferences(join(folder, '..', 'preload', 'preload.cjs'), packaged),
  });
  const home = `${address}/index.html`;
  // An empty page goes past will-navigate. Whatever sends the counter there, it comes back.
  window.webContents.on('did-navigate', (_event, reached) => {
    if (!isWithin(reached, address)) void window.loadURL(home);
  });
  window.once('ready-to-show', () => {
    if (before?.isMaximized === true) window.maximize();
    window.show();
  });
  keepPlace(window, places);
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

function keepPlace(window: BrowserWindow, places: WindowPlaces): void {
  const keep = (): void => {
    // A window out of sight tells nothing of where it belongs.
    if (window.isMinimized()) return;
    places.keep({ counter: { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() } });
  };
  window.on('resize', keep);
  window.on('move', keep);
  window.on('maximize', keep);
  window.on('unmaximize', keep);
}
