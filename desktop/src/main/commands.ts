import type { AppInfo } from '../bridge/contract.ts';
import type { Handle } from './handle.ts';
import type { SessionKeeper } from './session-keeper.ts';

interface CommandParts {
  readonly keeper: SessionKeeper;
  readonly info: AppInfo;
  readonly copy: (text: string) => void;
  readonly reportUsable: () => void;
}

/** Binds every command of the bridge to what does it. */
export function answerWindow(handle: Handle, { keeper, info, copy, reportUsable }: CommandParts): void {
  let usable = false;
  handle('appInfo', () => info);
  handle('reportUsable', () => {
    if (!usable) reportUsable();
    usable = true;
    return null;
  });
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
    if (keeper.state.kind === 'signing-in') copy(keeper.state.address);
    return null;
  });
  handle('signOut', async () => {
    await keeper.signOut();
    return null;
  });
}
