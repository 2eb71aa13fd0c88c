import { app, clipboard, ipcMain, Menu, net, protocol, safeStorage, screen, session, shell } from 'electron';
import type { BrowserWindow } from 'electron';
import { join } from 'node:path';
import { eventChannels } from '../bridge/channels.ts';
import { appFiles } from './app-files.ts';
import { makeAskApi } from './api.ts';
import { makeAuthApi } from './auth-api.ts';
import { answerWindow } from './commands.ts';
import { DoorKeeper } from './door/door-keeper.ts';
import { guardContents, guardSession } from './guards.ts';
import { GuestScreen } from './guest/guest-screen.ts';
import { guestPartition, openGuestWindow } from './guest/guest-window.ts';
import { makeHandle } from './handle.ts';
import { systemKeyStore } from './key-store.ts';
import { PaperDesk } from './paper/paper-desk.ts';
import { PrinterPlanKeeper } from './paper/printer-plan-keeper.ts';
import { appOrigin, declareScheme, guestOrigin, serveScheme } from './scheme.ts';
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
import { WindowPlaces } from './window-places.ts';

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
  const borders = { pageOrigin, apiUrl };
  const guestBorders = { pageOrigin: settings.rendererUrl ?? guestOrigin, apiUrl: null };
  guardContents(app, borders);

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
  const places = new WindowPlaces(join(app.getPath('userData'), 'windows.json'));
  const guest = new GuestScreen({
    places,
    house: () => printerPlans.settings.plan.house,
    displays: () => screen.getAllDisplays(),
    counterDisplay: () =>
      (window ? screen.getDisplayMatching(window.getBounds()) : screen.getPrimaryDisplay()).id,
    open: (place, onClosed) =>
      openGuestWindow({
        folder: __dirname,
        address: guestBorders.pageOrigin,
        packaged: app.isPackaged,
        place,
        onClosed,
        onFocus: () => window?.focus(),
      }),
    onChange: (state) => window?.webContents.send(eventChannels.guestScreenChanged, state),
  });
  const whoMay = makeWhoMay({ apiUrl, send: sendJsonBy(net), keeper });
  answerWindow(makeHandle({ ipcMain, pageOrigin, reportDefect }), {
    keeper,
    tills,
    paper,
    guest,
    printerPlans,
    mayManage: () => whoMay('tills.manage'),
    door: new DoorKeeper({ folder: app.getPath('userData'), apiUrl, now: () => new Date() }),
    saleNotes: new SaleNoteKeeper(join(app.getPath('userData'), 'sale-under-way.json')),
    info: {
      apiUrl,
      version: app.getVersion(),
      electron: process.versions.electron,
      chromium: process.versions.chrome,
      lockMinutes: settings.lockMinutes,
      scanner: settings.scanner,
    },
    copy: (text) => void clipboard.writeText(text),
    reportUsable: () => process.stdout.write('foyer:window-usable\n'),
  });

  app.on('second-instance', () => window && bringToFront(window));
  app.on('window-all-closed', () => app.quit());
  // Its window closes with the program, which says nothing of whether it is wanted.
  app.on('before-quit', () => guest.close());
  app.on('will-quit', () => {
    keeper.stop();
    paper.stop();
    places.save();
  });
  void app.whenReady().then(() => {
    guardSession(session.defaultSession, borders);
    const guestSession = session.fromPartition(guestPartition);
    guardSession(guestSession, guestBorders);
    const files = { folder: rendererFolder(__dirname) };
    const pictureAt = (path: string) => paper.previewAt(path);
    serveScheme(protocol, appFiles({ ...files, host: 'foyer', page: '/index.html', apiUrl, pictureAt }));
    const guestFiles = { ...files, host: 'guest', page: '/guest.html', apiUrl: null, pictureAt: () => null };
    serveScheme(guestSession.protocol, appFiles(guestFiles));
    if (app.isPackaged) Menu.setApplicationMenu(null);
    window = openWindow({ folder: __dirname, address: pageOrigin, packaged: app.isPackaged }, places);
    window.on('closed', () => {
      window = null;
      guest.close();
    });
    window.once('show', () => guest.restore());
    for (const change of ['display-added', 'display-removed', 'display-metrics-changed'] as const)
      screen.on(change as 'display-added', () => guest.onDisplays());
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
