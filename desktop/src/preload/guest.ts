import { contextBridge, ipcRenderer } from 'electron';
import { guestPictureChannel } from '../bridge/channels.ts';
import type { GuestBridge } from '../bridge/guest.ts';

let newest: unknown = null;
const listeners = new Set<(picture: unknown) => void>();

// The event object holds ipcRenderer: it never reaches the page.
ipcRenderer.on(guestPictureChannel, (_event, picture: unknown) => {
  newest = picture;
  for (const listener of listeners) listener(picture);
});

const bridge: GuestBridge = Object.freeze({
  onPicture: (listener: (picture: unknown) => void) => {
    listeners.add(listener);
    if (newest !== null) listener(newest);
    return () => {
      listeners.delete(listener);
    };
  },
});

contextBridge.exposeInMainWorld('foyerGuest', bridge);
