import { BrowserWindow } from 'electron';
import { join } from 'node:path';
import { guestPictureChannel } from '../../bridge/channels.ts';
import type { GuestScreenPicture } from '../../bridge/guest.ts';
import { pagePreferences, type WindowParts } from '../window.ts';
import type { Bounds } from '../window-places.ts';
import type { GuestPlace } from './guest-place.ts';

/** A session of its own, kept in memory: it knows nothing of the counter's, and its page reaches no server. */
export const guestPartition = 'guest';

export interface GuestWindow {
  readonly show: (picture: GuestScreenPicture) => void;
  readonly onReady: (listener: () => void) => void;
  readonly onPlaced: (listener: (bounds: Bounds) => void) => void;
  readonly close: () => void;
}

interface GuestWindowParts extends WindowParts {
  readonly place: GuestPlace;
  readonly onClosed: () => void;
  /** Gives the keyboard to the counter. */
  readonly onFocus: () => void;
}

/** Opens the guest's screen: a picture that takes no key, calls nothing and never has the keyboard. */
export function openGuestWindow(parts: GuestWindowParts): GuestWindow {
  const { folder, address, packaged, place, onClosed, onFocus } = parts;
  const window = new BrowserWindow({
    ...place.bounds,
    title: 'Foyer for guests',
    frame: !place.isWhole,
    fullscreen: place.isWhole,
    skipTaskbar: place.isWhole,
    autoHideMenuBar: true,
    backgroundColor: '#0f1216',
    show: false,
    webPreferences: {
      ...pagePreferences(join(folder, '..', 'preload-guest', 'guest.cjs'), packaged),
      partition: guestPartition,
    },
  });
  const home = `${address}/guest.html`;
  const { webContents } = window;
  webContents.on('before-input-event', (event) => event.preventDefault());
  // Not even to a page that the counter may go to.
  webContents.on('will-navigate', (event) => event.preventDefault());
  webContents.on('did-navigate', (_event, reached) => {
    if (reached !== home) void window.loadURL(home);
  });
  window.on('focus', onFocus);
  window.on('closed', onClosed);
  window.once('ready-to-show', () => window.showInactive());
  void window.loadURL(home);
  return {
    show: (picture) => {
      if (!window.isDestroyed()) webContents.send(guestPictureChannel, picture);
    },
    onReady: (listener) => void webContents.on('did-finish-load', listener),
    onPlaced: (listener) => {
      const tell = (): void => listener(window.getBounds());
      window.on('resize', tell);
      window.on('move', tell);
    },
    close: () => window.destroy(),
  };
}
