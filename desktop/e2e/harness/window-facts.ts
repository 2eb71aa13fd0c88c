/** What the running program says of its window, asked in its main process. */
import type { ElectronApplication } from 'playwright-core';

/** The options that the window really runs with: given ones and Electron's defaults. */
export function preferencesOf(app: ElectronApplication): Promise<Readonly<Record<string, unknown>>> {
  return app.evaluate(({ BrowserWindow }) => {
    const contents: unknown = BrowserWindow.getAllWindows()[0]?.webContents;
    // Electron has it since long and types it for itself alone.
    const { getLastWebPreferences } = contents as { getLastWebPreferences: () => Record<string, unknown> };
    return getLastWebPreferences.call(contents);
  });
}

/** Stands in the way of the system: answers later what the program wanted to hand it, to open or to store. */
export async function watchSystem(app: ElectronApplication): Promise<() => Promise<readonly string[]>> {
  await app.evaluate(({ session, shell }) => {
    const started: string[] = [];
    Object.assign(globalThis, { started });
    // The program's own guard listens first.
    session.defaultSession.on('will-download', (event, item) => {
      if (event.defaultPrevented) return;
      event.preventDefault();
      started.push(`download of ${item.getURL()}`);
    });
    shell.openExternal = (address) => Promise.resolve(void started.push(address));
    shell.openPath = (path) => Promise.resolve(String(started.push(path)));
  });
  return () => app.evaluate(() => (globalThis as unknown as { started: string[] }).started);
}

/** What main tells its window of the session. */
export function tellWindow(app: ElectronApplication, state: unknown): Promise<void> {
  return app.evaluate(
    ({ BrowserWindow }, sent) => BrowserWindow.getAllWindows()[0]?.webContents.send('session:changed', sent),
    state,
  );
}
