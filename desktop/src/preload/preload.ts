import { contextBridge, ipcRenderer } from 'electron';
import { commandChannels, eventChannels, type CommandName } from '../bridge/channels.ts';
import type { FoyerBridge, IpcAnswer, SessionState } from '../bridge/contract.ts';

type Ask = (...args: readonly unknown[]) => Promise<IpcAnswer<unknown>>;

const asks = Object.fromEntries(
  (Object.keys(commandChannels) as CommandName[]).map((name): [CommandName, Ask] => [
    name,
    (...args) => ipcRenderer.invoke(commandChannels[name], ...args) as Promise<IpcAnswer<unknown>>,
  ]),
);

const bridge = Object.freeze({
  ...asks,
  onSessionChanged: (listener: (state: SessionState) => void) => {
    // The event object holds ipcRenderer: it never reaches the page.
    const forward = (_event: unknown, state: SessionState): void => listener(state);
    ipcRenderer.on(eventChannels.sessionChanged, forward);
    return () => {
      ipcRenderer.removeListener(eventChannels.sessionChanged, forward);
    };
  },
}) as FoyerBridge;

contextBridge.exposeInMainWorld('foyer', bridge);
