import { app, clipboard, ipcMain, Menu, net, protocol, safeStorage, session, shell } from 'electron';
import type { BrowserWindow } from 'electron';
import { join } from 'node:path';
import { eventChannels } from '../bridge/channels.ts';
import { appFiles } from './app-files.ts';
import { makeAskApi } from './api.ts';
import { makeAuthApi } from './auth-api.ts';
import { answerWindow } from './commands.ts';
import { guardContents, guardSession } from './guards.ts';
import { makeHandle } from './handle.ts';
import { systemKeyStore } from './key-store.ts';
import { PaperDesk } from './paper/paper-desk.ts';
import { PrinterPlanKeeper } from './paper/printer-plan-keeper.ts';
import { appOrigin, declareScheme, serveScheme } from './scheme.ts';
import { sendJsonBy } from './send-json.ts';
import { SaleNoteKeeper } from './sale-note-keeper.ts';
import { SessionKeeper } from './session-keeper.ts';
import { readSettings, rendererFolder, type Settings } from './settings.ts';
import { openBrowser } from './sign-in/browser.ts';
import { beginSignIn } from './sign-in/sign-in.ts';
import { TillKeeper } from './till-keeper.ts';
import { Vault } from './vault.ts';
import { makeWhoMay } from './who-may.ts';
import { bringToFront, openWindow } from './window.ts';

try {
  start(readSettings(process.env, app.isPackaged));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  app.exit(1);
}

/** The composition root: everything is made here, in order. */
function start(settings: Settings): void {
  const { apiUrl } = settings;
  const pageOrigin = settings.rendererUrl ?? appOrigin;
  if (settings.userDataDir !== null) app.setPath('userData', settings.userDataDir);
  // Two tills on one machine are two profiles; one profile is one till.
  if (!app.requestSingleInstanceLock()) return app.exit(0);
  // Development as root has no other choice; whoever doesn't ask for that gets the sandbox.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  declareScheme();
  guardContents(app, { pageOrigin, apiUrl });

  let window: BrowserWindow | null = null;
  const vault = new Vault({
    keyStore: systemKeyStore(safeStorage),
    folder: app.getPath('userData'),
    apiUrl,
  });
  const ask = makeAskApi({ apiUrl, send: sendJsonBy(net), tillKey: () => tills.key });
  const authApi = makeAuthApi(ask);
  const onTillRefused = async (): Promise<void> => {
    await tills.forget();
    await keeper.end('till-refused');
  };
  const tills = new TillKeeper({
    vault,
    ask,
    onRefused: onTillRefused,
    onChange: (state) => window?.webContents.send(eventChannels.tillChanged, state),
  });
  const keeper: SessionKeeper = new SessionKeeper({
    vault,
    authApi,
    begin: (onAddress) =>
      beginSignIn({
        apiUrl,
        authApi,
        onAddress,
        openBrowser: (address) =>
          openBrowser(address, {
            apiUrl,
            command: settings.browserCommand,
            openExternal: (external) => shell.openExternal(external),
          }),
      }),
    onChange: (state) => window?.webContents.send(eventChannels.sessionChanged, state),
    onBack: () => window && bringToFront(window),
    onTillRefused,
    locksAtStart: () => tills.key !== null && settings.lockMinutes > 0,
  });
  const printerPlans = new PrinterPlanKeeper(join(app.getPath('userData'), 'printer.json'), settings.paper);
  const paper = new PaperDesk({
    folder: app.getPath('userData'),
    till: () => tills.state.till?.name ?? null,
    onChange: (state) => window?.webContents.send(eventChannels.paperChanged, state),
    reportDefect,
  });
  const whoMay = makeWhoMay({ apiUrl, send: sendJsonBy(net), keeper });
  answerWindow(makeHandle({ ipcMain, pageOrigin, reportDefect }), {
    keeper,
    tills,
    paper,
    printerPlans,
    mayManage: () => whoMay('tills.manage'),
    saleNotes: new SaleNoteKeeper(join(app.getPath('userData'), 'sale-under-way.json')),
    info: {
      apiUrl,
      version: app.getVersion(),
      electron: process.versions.electron,
      chromium: process.versions.chrome,
      lockMinutes: settings.lockMinutes,
    },
    copy: (text) => void clipboard.writeText(text),
    reportUsable: () => process.stdout.write('foyer:window-usable\n'),
  });

  app.on('second-instance', () => window && bringToFront(window));
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', () => {
    keeper.stop();
    paper.stop();
  });
  void app.whenReady().then(() => {
    guardSession(session.defaultSession, { pageOrigin, apiUrl });
    serveScheme(
      protocol,
      appFiles({ folder: rendererFolder(__dirname), apiUrl, pictureAt: (path) => paper.previewAt(path) }),
    );
    if (app.isPackaged) Menu.setApplicationMenu(null);
    window = openWindow({ folder: __dirname, address: pageOrigin, packaged: app.isPackaged });
    window.on('closed', () => {
      window = null;
    });
    void printerPlans
      .restore()
      .then(() => paper.use(printerPlans.settings.plan))
      .catch(reportDefect);
    return tills.restore().then(() => keeper.restore());
  });
}

function reportDefect(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}
