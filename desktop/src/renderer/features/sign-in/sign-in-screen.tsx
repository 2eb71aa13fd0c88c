import { Copy, KeyRound, LogIn } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SessionState, SignInFailure } from '../../../bridge/contract.ts';
import { Mark } from '../../app/mark.tsx';
import { Button } from '../../ui/button.tsx';
import './sign-in-screen.css';

const failureTexts: Readonly<Record<SignInFailure, string>> = {
  cancelled: 'The sign-in was stopped. Start again whenever you like.',
  'timed-out': 'The browser did not come back in time. Start again.',
  refused: 'The sign-in was refused. Try again, or use another account.',
  disabled: 'This account is disabled. Ask a manager, or use another account.',
  'other-account': 'This account may not sign in here. Use one of the cinema, with a verified address.',
  'provider-away': 'Google gave no good answer. Try again in a moment.',
  misconfigured: 'Google does not accept this server. Tell whoever runs it.',
  unreachable: 'The server gave no answer. Check the connection and try again.',
  'session-ended': 'Your session has ended. Sign in again to go on.',
  unexpected: 'The sign-in could not be started on this machine. Try again.',
};

interface SignInScreenProps {
  readonly session: Exclude<SessionState, { kind: 'signed-in' }>;
  readonly version: string;
  readonly onSignIn: () => void;
  readonly onCancel: () => void;
  readonly onCopy: () => void;
}

/** Before anybody is here: one button, and while the browser has the word, the way to help it. */
export function SignInScreen({ session, version, onSignIn, onCancel, onCopy }: SignInScreenProps): ReactNode {
  return (
    <main className="sign-in">
      <section className="sign-in-card">
        <Mark size={44} />
        <h1>Foyer</h1>
        <p className="quiet">The counter of your cinema</p>
        <Content session={session} onSignIn={onSignIn} onCancel={onCancel} onCopy={onCopy} />
      </section>
      <p className="sign-in-foot faint">
        <KeyRound size={14} aria-hidden="true" /> Your password never passes through this window: your browser
        asks for it. Foyer {version}
      </p>
    </main>
  );
}

function Content({ session, onSignIn, onCancel, onCopy }: Omit<SignInScreenProps, 'version'>): ReactNode {
  switch (session.kind) {
    case 'restoring':
      return (
        <p className="sign-in-state" role="status">
          One moment …
        </p>
      );
    case 'signed-out':
      return (
        <>
          {session.failure !== null && (
            <p className="sign-in-failure" role="alert">
              {failureTexts[session.failure]}
            </p>
          )}
          <Button tone="primary" keyName="Enter" ref={focusAtOnce} onPress={onSignIn}>
            <LogIn size={16} aria-hidden="true" /> Sign in with Google
          </Button>
        </>
      );
    case 'signing-in':
      return (
        <>
          <p className="sign-in-state" role="status">
            {session.browserOpened
              ? 'Go on in your browser. This window waits for it.'
              : 'No browser could be opened here. Open this address in one on this machine:'}
          </p>
          <div className="sign-in-address">
            <span className="mono" data-sign-in-address={session.address}>
              {session.address}
            </span>
            <Button onPress={onCopy}>
              <Copy size={14} aria-hidden="true" /> Copy the address
            </Button>
          </div>
          <Button onPress={onCancel}>Stop</Button>
        </>
      );
  }
}

function focusAtOnce(button: HTMLButtonElement | null): void {
  button?.focus();
}
