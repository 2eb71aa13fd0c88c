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
} as const;

export const eventChannels = {
  sessionChanged: 'session:changed',
} as const;

export type CommandName = keyof typeof commandChannels;
export type CommandChannel = (typeof commandChannels)[CommandName];
