import { PinSignIn } from '@foyer/shared/http/pin';
import { EnrolCode } from '@foyer/shared/rules/enrol-code';
import { z } from 'zod';
import { commandChannels, type CommandName } from './channels.ts';
import { DoorState, KeptList, LocalAnswer, LocalScan, Settled } from './door.ts';
import { GuestPicture, GuestScreenState } from './guest.ts';
import { PaperJobId, PaperSale, PaperState, PrinterTrouble, Reprint } from './paper.ts';
import { PrinterAnswer, PrinterPlan, PrinterSettings } from './printer.ts';
import { SaleNote } from './sale-note.ts';
import { ScannerFrame } from './scanner.ts';
import { AccessTokenAnswer, SessionState } from './session.ts';
import { PaperShift, PaperShiftJob } from './shift-slip.ts';
import { PaperExchange, PaperRefund } from './slip.ts';
import { EnrolAnswer, PeopleAnswer, SwitchAnswer, TillState } from './till.ts';

/** What the window may know of the program it runs in. */
export const AppInfo = z.object({
  apiUrl: z.url(),
  version: z.string(),
  electron: z.string(),
  chromium: z.string(),
  /** After so many minutes without input an enrolled till locks; 0: never. */
  lockMinutes: z.number().min(0),
  scanner: ScannerFrame,
});
export type AppInfo = z.infer<typeof AppInfo>;

const none = z.tuple([]);
const ofPaper = z.tuple([z.strictObject({ job: PaperJobId })]);

/** Arguments and result of every command; main parses both ways. */
export const commands = {
  appInfo: { arguments: none, result: AppInfo },
  reportUsable: { arguments: none, result: z.null() },
  sessionState: { arguments: none, result: SessionState },
  /** `refused` names the token that the API turned away, so that only a stale one is renewed. */
  accessToken: {
    arguments: z.tuple([z.strictObject({ refused: z.string().max(8192).nullable() })]),
    result: AccessTokenAnswer,
  },
  /** In the place of a session that stands, which goes on if this comes to nothing. */
  signIn: { arguments: none, result: z.null() },
  cancelSignIn: { arguments: none, result: z.null() },
  copySignInAddress: { arguments: none, result: z.null() },
  signOut: { arguments: none, result: z.null() },
  lock: { arguments: none, result: z.null() },
  /** By PIN, at an enrolled till; also opens what is locked. */
  switchTo: { arguments: z.tuple([PinSignIn]), result: SwitchAnswer },
  tillState: { arguments: none, result: TillState },
  /** Makes this device a till; whoever is signed in is signed out, since sessions belong to a till from their start. */
  enrolTill: { arguments: z.tuple([z.strictObject({ code: EnrolCode })]), result: EnrolAnswer },
  /** Signs out, too. The till itself stays with the managers until one revokes it. */
  forgetTill: { arguments: none, result: z.null() },
  tillPeople: { arguments: none, result: PeopleAnswer },
  /** What was being sold when the program ended, if that is not settled yet. */
  saleNote: { arguments: none, result: SaleNote.nullable() },
  beginSale: { arguments: z.tuple([SaleNote]), result: z.null() },
  endSale: { arguments: z.tuple([SaleNote.pick({ key: true })]), result: z.null() },
  paperState: { arguments: none, result: PaperState },
  /** Answered when the papers are sure to be printed one day, not when they are. */
  printSale: { arguments: z.tuple([PaperSale]), result: z.null() },
  reprintSale: { arguments: z.tuple([Reprint]), result: z.null() },
  printRefund: { arguments: z.tuple([PaperRefund]), result: z.null() },
  printExchange: { arguments: z.tuple([PaperExchange]), result: z.null() },
  printShift: { arguments: z.tuple([PaperShiftJob]), result: z.null() },
  retryPaper: { arguments: ofPaper, result: z.null() },
  /** A person's word on a job that is UNSURE. */
  settlePaper: {
    arguments: z.tuple([z.strictObject({ job: PaperJobId, hasComeOut: z.boolean() })]),
    result: z.null(),
  },
  dropPaper: { arguments: ofPaper, result: z.null() },
  /** What kept it shut, or null; null too where no drawer is known of. */
  openDrawer: { arguments: none, result: PrinterTrouble.nullable() },
  /** Its job; null where there is no printer. */
  printTestPage: { arguments: none, result: PaperJobId.nullable() },
  /** A path of the page's own origin, good until the next one is asked for. */
  previewSale: { arguments: z.tuple([PaperSale]), result: z.string() },
  previewShift: { arguments: z.tuple([PaperShift]), result: z.string() },
  guestScreenState: { arguments: none, result: GuestScreenState },
  /** Opens it or closes it, and remembers that for this machine. */
  toggleGuestScreen: { arguments: none, result: GuestScreenState },
  /** Draws this for the guest, now or once there is a screen. */
  showGuest: { arguments: z.tuple([GuestPicture]), result: z.null() },
  printerSettings: { arguments: none, result: PrinterSettings },
  /** Only for those who may; main asks the server itself. */
  setPrinter: { arguments: z.tuple([PrinterPlan]), result: PrinterAnswer },
  doorState: { arguments: none, result: DoorState },
  keepDoorList: { arguments: z.tuple([KeptList]), result: z.null() },
  /** While the server is away: judged by the kept list; answered as in once it is sure to be told one day. */
  admitAtDoor: { arguments: z.tuple([LocalScan]), result: LocalAnswer },
  settleDoorScans: { arguments: z.tuple([Settled]), result: DoorState },
  dismissDoorTrouble: { arguments: z.tuple([z.strictObject({ scanId: z.uuid() })]), result: DoorState },
} as const satisfies Record<CommandName, { arguments: z.ZodType; result: z.ZodType }>;

export type Commands = typeof commands;
export type ArgumentsOf<Name extends CommandName> = z.output<Commands[Name]['arguments']>;
/** What main answers with, before the contract has judged it, and what the window gets. */
export type ResultOf<Name extends CommandName> = z.input<Commands[Name]['result']>;
export type AnswerOf<Name extends CommandName> = z.output<Commands[Name]['result']>;

/** Why main did not do what the window asked. */
export const IpcRefusal = z.enum(['sender.refused', 'arguments.invalid', 'internal']);
export type IpcRefusal = z.infer<typeof IpcRefusal>;

export type IpcAnswer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: IpcRefusal };

/** All that the window's page can ask of the machine, at `window.foyer`. Every subscription returns its undo. */
export type FoyerBridge = {
  readonly [Name in CommandName]: (...args: ArgumentsOf<Name>) => Promise<IpcAnswer<AnswerOf<Name>>>;
} & {
  readonly onSessionChanged: (listener: (state: SessionState) => void) => () => void;
  readonly onTillChanged: (listener: (state: TillState) => void) => () => void;
  readonly onPaperChanged: (listener: (state: PaperState) => void) => () => void;
  readonly onGuestScreenChanged: (listener: (state: GuestScreenState) => void) => () => void;
  /** Enlarges this window's page, 100 to 200 per cent. Preload does it alone. */
  readonly setTextSize: (percent: number) => void;
};

export const bridgeKeys: readonly (keyof FoyerBridge)[] = [
  ...(Object.keys(commandChannels) as CommandName[]),
  'onSessionChanged',
  'onTillChanged',
  'onPaperChanged',
  'onGuestScreenChanged',
  'setTextSize',
];
