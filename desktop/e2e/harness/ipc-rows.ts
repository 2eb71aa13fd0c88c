/** The matrix of IPC: a row for each command of the bridge. A command without one does not compile here. */
import type { CommandName } from '../../src/bridge/channels.ts';

export interface IpcRow {
  /** Arguments with which our own page is answered. */
  readonly good: readonly unknown[];
  /** Arguments with which it is refused. */
  readonly wrong: readonly (readonly unknown[])[];
}

/** A command that takes nothing takes nothing at all. */
const takesNothing: IpcRow = { good: [], wrong: [['more'], [null], [{}], [[]], [0, 0]] };

/** In the order in which they are tried: the last ends the session. */
export const ipcRows: Readonly<Record<CommandName, IpcRow>> = {
  appInfo: takesNothing,
  reportUsable: takesNothing,
  sessionState: takesNothing,
  accessToken: {
    good: [{ refused: null }],
    wrong: [
      [],
      [null],
      ['token'],
      [{}],
      [{ refused: 7 }],
      [{ refused: { $ne: null } }],
      [{ refused: null, more: true }],
      [{ refused: null }, 'more'],
      [{ refused: 'x'.repeat(8193) }],
      [[{ refused: null }]],
    ],
  },
  signIn: takesNothing,
  cancelSignIn: takesNothing,
  copySignInAddress: takesNothing,
  tillState: takesNothing,
  tillPeople: takesNothing,
  enrolTill: {
    good: [{ code: '7K2M-9QXR-4TBD' }],
    wrong: [[], [null], ['7K2M-9QXR-4TBD'], [{}], [{ code: 7 }], [{ code: '' }], [{ code: { $ne: null } }]],
  },
  switchTo: {
    good: [{ userId: 'usr_never', pin: '2580' }],
    wrong: [
      [],
      [{ userId: 'usr_never' }],
      [{ userId: 'usr_never', pin: 2580 }],
      [{ userId: 'usr_never', pin: '12' }],
      [{ userId: { $ne: null }, pin: '2580' }],
      [{ userId: 'usr_never', pin: '2580', role: 'ADMIN' }],
    ],
  },
  lock: takesNothing,
  forgetTill: takesNothing,
  signOut: takesNothing,
};
