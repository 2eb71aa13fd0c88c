import type { AppInfo } from '../bridge/contract.ts';
import type { Handle } from './handle.ts';
import type { DoorKeeper } from './door/door-keeper.ts';
import type { GuestScreen } from './guest/guest-screen.ts';
import type { PaperDesk } from './paper/paper-desk.ts';
import type { PrinterPlanKeeper } from './paper/printer-plan-keeper.ts';
import type { SaleNoteKeeper } from './sale-note-keeper.ts';
import type { SessionKeeper } from './session-keeper.ts';
import type { TillKeeper } from './till-keeper.ts';
import type { May } from './who-may.ts';

interface CommandParts {
  readonly keeper: SessionKeeper;
  readonly tills: TillKeeper;
  readonly paper: PaperDesk;
  readonly printerPlans: PrinterPlanKeeper;
  /** Whether whoever is here may set up this machine. */
  readonly mayManage: () => Promise<May>;
  readonly saleNotes: SaleNoteKeeper;
  readonly guest: GuestScreen;
  readonly door: DoorKeeper;
  readonly info: AppInfo;
  readonly copy: (text: string) => void;
  readonly reportUsable: () => void;
}

/** Binds every command of the bridge to what does it. */
export function answerWindow(handle: Handle, parts: CommandParts): void {
  answerAboutSession(handle, parts);
  answerAboutTill(handle, parts);
  answerAboutPaper(handle, parts);
  answerAboutPrinter(handle, parts);
  answerAboutSale(handle, parts);
  answerAboutGuest(handle, parts);
  answerAboutDoor(handle, parts);
  const { info, reportUsable } = parts;
  let usable = false;
  handle('appInfo', () => info);
  handle('reportUsable', () => {
    if (!usable) reportUsable();
    usable = true;
    return null;
  });
}

function answerAboutSession(handle: Handle, { keeper, copy }: CommandParts): void {
  handle('sessionState', () => keeper.state);
  handle('accessToken', (question) => keeper.accessToken(question));
  handle('signIn', async () => {
    await keeper.signIn();
    return null;
  });
  handle('cancelSignIn', () => {
    keeper.cancelSignIn();
    return null;
  });
  handle('copySignInAddress', () => {
    // The window names no text: it can put nothing else on the clipboard.
    const { state } = keeper;
    if (state.kind === 'signing-in') copy(state.address);
    if (state.kind === 'signed-in' && state.change.kind === 'waiting') copy(state.change.address);
    return null;
  });
  handle('signOut', async () => {
    await keeper.signOut();
    return null;
  });
  handle('lock', () => {
    keeper.lock();
    return null;
  });
  handle('switchTo', (wish) => keeper.switchTo(wish));
}

function answerAboutTill(handle: Handle, { keeper, tills }: CommandParts): void {
  handle('tillState', () => tills.state);
  handle('enrolTill', async ({ code }) => {
    const answer = await tills.enrol(code);
    // A session belongs to a till from its start or not at all.
    if (answer.kind === 'enrolled') await keeper.signOut();
    return answer;
  });
  handle('forgetTill', async () => {
    await tills.forget();
    await keeper.signOut();
    return null;
  });
  handle('tillPeople', () => tills.people());
}

function answerAboutPaper(handle: Handle, { paper }: CommandParts): void {
  handle('paperState', () => paper.state);
  handle('printSale', async (sale) => {
    await paper.printSale(sale);
    return null;
  });
  handle('reprintSale', async (reprint) => {
    await paper.reprint(reprint);
    return null;
  });
  handle('printRefund', async (refund) => {
    await paper.printRefund(refund);
    return null;
  });
  handle('printExchange', async (exchange) => {
    await paper.printExchange(exchange);
    return null;
  });
  handle('printShift', async (job) => {
    await paper.printShift(job);
    return null;
  });
  handle('retryPaper', async ({ job }) => {
    await paper.retry(job);
    return null;
  });
  handle('settlePaper', async ({ job, hasComeOut }) => {
    await paper.settle(job, hasComeOut);
    return null;
  });
  handle('dropPaper', async ({ job }) => {
    await paper.drop(job);
    return null;
  });
  handle('openDrawer', () => paper.openDrawer());
  handle('printTestPage', () => paper.printTest());
  handle('previewSale', (sale) => paper.drawPreview({ kind: 'SALE', sale }));
  handle('previewShift', (report) => paper.drawPreview({ kind: 'SHIFT', report, isCopy: false }));
}

function answerAboutPrinter(handle: Handle, { paper, printerPlans, mayManage }: CommandParts): void {
  handle('printerSettings', () => printerPlans.settings);
  handle('setPrinter', async (plan) => {
    const may = await mayManage();
    if (may !== 'yes') return { kind: may === 'no' ? 'not-allowed' : 'unreachable' };
    try {
      await printerPlans.keep(plan);
    } catch {
      return { kind: 'not-stored' };
    }
    await paper.use(printerPlans.settings.plan);
    return { kind: 'kept', settings: printerPlans.settings };
  });
}

function answerAboutSale(handle: Handle, { saleNotes }: CommandParts): void {
  handle('saleNote', () => saleNotes.read());
  handle('beginSale', async (note) => {
    await saleNotes.begin(note);
    return null;
  });
  handle('endSale', async ({ key }) => {
    await saleNotes.end(key);
    return null;
  });
}

function answerAboutGuest(handle: Handle, { guest }: CommandParts): void {
  handle('guestScreenState', () => guest.state);
  handle('toggleGuestScreen', () => guest.toggle());
  handle('showGuest', (picture) => {
    guest.show(picture);
    return null;
  });
}

function answerAboutDoor(handle: Handle, { door }: CommandParts): void {
  handle('doorState', () => door.state());
  handle('keepDoorList', async (list) => {
    await door.keepList(list);
    return null;
  });
  handle('admitAtDoor', (scan) => door.admit(scan));
  handle('settleDoorScans', ({ results }) => door.settle(results));
  handle('dismissDoorTrouble', ({ scanId }) => door.dismiss(scanId));
}
