import { z } from 'zod';
import { commandChannels, type CommandName } from './channels.ts';

/** What the window may know of the program it runs in. */
export const AppInfo = z.object({
  apiUrl: z.url(),
  version: z.string(),
  electron: z.string(),
  chromium: z.string(),
});
export type AppInfo = z.infer<typeof AppInfo>;

/** Why nobody is signed in although somebody wanted to be. */
export const SignInFailure = z.enum([
  'cancelled',
  'timed-out',
  'refused',
  'disabled',
  'other-account',
  'provider-away',
  'misconfigured',
  'unreachable',
  'session-ended',
  'unexpected',
]);
export type SignInFailure = z.infer<typeof SignInFailure>;

export const SessionState = z.discriminatedUnion('kind', [
  /** A kept session is being renewed. */
  z.object({ kind: z.literal('restoring') }),
  z.object({ kind: z.literal('signed-out'), failure: SignInFailure.nullable() }),
  /** The browser has the word; `address` opens the same page by hand. */
  z.object({ kind: z.literal('signing-in'), address: z.url(), browserOpened: z.boolean() }),
  /** `keeps` says whether the session survives a restart: in the system's key store, or in memory only. */
  z.object({ kind: z.literal('signed-in'), keeps: z.enum(['key-store', 'memory']) }),
]);
export type SessionState = z.infer<typeof SessionState>;

/** A short-lived bearer token, or none: signed out, or the server can't be reached to renew it. */
export const AccessTokenAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('token'), token: z.string(), expiresAt: z.iso.datetime() }),
  z.object({ kind: z.literal('none'), reason: z.enum(['signed-out', 'unreachable']) }),
]);
export type AccessTokenAnswer = z.infer<typeof AccessTokenAnswer>;

const none = z.tuple([]);

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
  signIn: { arguments: none, result: z.null() },
  cancelSignIn: { arguments: none, result: z.null() },
  copySignInAddress: { arguments: none, result: z.null() },
  signOut: { arguments: none, result: z.null() },
} as const satisfies Record<CommandName, { arguments: z.ZodType; result: z.ZodType }>;

export type Commands = typeof commands;
export type ArgumentsOf<Name extends CommandName> = z.output<Commands[Name]['arguments']>;
export type ResultOf<Name extends CommandName> = z.input<Commands[Name]['result']>;

/** Why main did not do what the window asked. */
export const IpcRefusal = z.enum(['sender.refused', 'arguments.invalid', 'internal']);
export type IpcRefusal = z.infer<typeof IpcRefusal>;

export type IpcAnswer<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: IpcRefusal };

/** All that the window's page can ask of the machine, at `window.foyer`. Every subscription returns its undo. */
export type FoyerBridge = {
  readonly [Name in CommandName]: (...args: ArgumentsOf<Name>) => Promise<IpcAnswer<ResultOf<Name>>>;
} & {
  readonly onSessionChanged: (listener: (state: SessionState) => void) => () => void;
};

export const bridgeKeys: readonly (keyof FoyerBridge)[] = [
  ...(Object.keys(commandChannels) as CommandName[]),
  'onSessionChanged',
];
