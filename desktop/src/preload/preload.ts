import { contextBridge, ipcRenderer, webFrame } from 'electron';
import { commandChannels, eventChannels, type CommandName } from '../bridge/channels.ts';
import type { FoyerBridge, IpcAnswer } from '../bridge/contract.ts';
import type { GuestScreenState } from '../bridge/guest.ts';
import type { PaperState } from '../bridge/paper.ts';
import type { SessionState } from '../bridge/session.ts';
import type { TillState } from '../bridge/till.ts';

type Ask = (...args: readonly unknown[]) => Promise<IpcAnswer<unknown>>;

const asks = Object.fromEntries(
  (Object.keys(commandChannels) as CommandName[]).map((name): [CommandName, Ask] => [
    name,
    (...args) => ipcRenderer.invoke(commandChannels[name], ...args) as Promise<IpcAnswer<unknown>>,
  ]),
);

const bridge = Object.freeze({
  ...asks,
  onSessionChanged: (listener: (state: SessionState) => void) =>
    follow(eventChannels.sessionChanged, listener),
  onTillChanged: (listener: (state: TillState) => void) => follow(eventChannels.tillChanged, listener),
  onPaperChanged: (listener: (state: PaperState) => void) => follow(eventChannels.paperChanged, listener),
  onGuestScreenChanged: (listener: (state: GuestScreenState) => void) =>
    follow(eventChannels.guestScreenChanged, listener),
  setTextSize: (percent: number) => {
    // Of this frame alone: main's zoom would enlarge every window of our origin, the guests' one among them.
    if (percent >= 100 && percent <= 200) webFrame.setZoomFactor(percent / 100);
  },
}) as FoyerBridge;

contextBridge.exposeInMainWorld('foyer', bridge);

/** The bridge's types pair each channel with what main sends on it. */
function follow(channel: string, listener: (state: never) => void): () => void {
  // The event object holds ipcRenderer: it never reaches the page.
  const forward = (_event: unknown, state: unknown): void => listener(state as never);
  ipcRenderer.on(channel, forward);
  return () => {
    ipcRenderer.removeListener(channel, forward);
  };
}
