/** What every spec needs once: a display, a real Electron, the built counter laid out for an ordinary user. */
import { buildDesktopIfOld } from '@foyer/tools/start/desktop';
import { openDisplay } from '@foyer/tools/engines/display';
import { findElectron } from '@foyer/tools/runtimes/electron';
import { openStage, type Stage } from './person.ts';

export interface World {
  readonly stage: Stage;
  readonly display: string;
  readonly electronVersion: string;
  readonly electronPath: string;
  readonly close: () => Promise<void>;
}

export async function openWorld(): Promise<World> {
  const electron = await findElectron({ say: (line) => console.log(line) });
  await buildDesktopIfOld((line) => console.log(line));
  const display = await openDisplay({ electronPath: electron.path, say: () => undefined });
  const stage = await openStage(electron.path);
  return {
    stage,
    display: display.name ?? process.env['DISPLAY'] ?? '',
    electronVersion: electron.version,
    electronPath: electron.path,
    close: async () => {
      await stage.remove();
      await display.stop();
    },
  };
}
