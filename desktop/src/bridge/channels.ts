/**
 * Names of everything that crosses between window and main process. Plain values without zod: the sandboxed preload
 * carries them.
 */
export const commandChannels = {
  appInfo: 'app:info',
  reportUsable: 'app:usable',
  sessionState: 'session:state',
  accessToken: 'session:access-token',
  signIn: 'session:sign-in',
  cancelSignIn: 'session:cancel-sign-in',
  copySignInAddress: 'session:copy-address',
  signOut: 'session:sign-out',
  lock: 'session:lock',
  switchTo: 'session:switch-to',
  tillState: 'till:state',
  enrolTill: 'till:enrol',
  forgetTill: 'till:forget',
  tillPeople: 'till:people',
  saleNote: 'sale:note',
  beginSale: 'sale:begin',
  endSale: 'sale:end',
  paperState: 'paper:state',
  printSale: 'paper:print-sale',
  reprintSale: 'paper:reprint-sale',
  printRefund: 'paper:print-refund',
  printExchange: 'paper:print-exchange',
  printShift: 'paper:print-shift',
  retryPaper: 'paper:retry',
  settlePaper: 'paper:settle',
  dropPaper: 'paper:drop',
  openDrawer: 'paper:open-drawer',
  printTestPage: 'paper:test-page',
  previewSale: 'paper:preview-sale',
  previewShift: 'paper:preview-shift',
  guestScreenState: 'guest:state',
  toggleGuestScreen: 'guest:toggle',
  showGuest: 'guest:show',
  printerSettings: 'printer:settings',
  setPrinter: 'printer:set',
  doorState: 'door:state',
  keepDoorList: 'door:keep-list',
  admitAtDoor: 'door:admit',
  settleDoorScans: 'door:settle',
  dismissDoorTrouble: 'door:dismiss',
} as const;

export const eventChannels = {
  sessionChanged: 'session:changed',
  tillChanged: 'till:changed',
  paperChanged: 'paper:changed',
  guestScreenChanged: 'guest:changed',
} as const;

/** The one channel to the guest's page. Nothing comes back. */
export const guestPictureChannel = 'guest:picture';

export type CommandName = keyof typeof commandChannels;
export type CommandChannel = (typeof commandChannels)[CommandName];
