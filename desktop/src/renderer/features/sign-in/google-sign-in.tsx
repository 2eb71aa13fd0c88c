import { LogIn } from 'lucide-react';
import type { ReactNode } from 'react';
import { useDevice } from '../../data/device.tsx';
import { Button } from '../../ui/button.tsx';
import { failureTexts } from './failure-texts.ts';
import { InBrowser } from './in-browser.tsx';

interface GoogleSignInProps {
  /** Whether this is the next key to press: it then has the keyboard at once. */
  readonly isNext: boolean;
}

/** The sign-in with Google, and how that goes where it is to take the place of a session that stands. */
export function GoogleSignIn({ isNext }: GoogleSignInProps): ReactNode {
  const { bridge, session } = useDevice();
  const change = session.kind === 'signed-in' ? session.change : { kind: 'none' as const };
  if (change.kind === 'waiting') return <InBrowser {...change} />;
  return (
    <>
      {change.kind === 'failed' && (
        <p className="sign-in-failure" role="alert">
          {failureTexts[change.failure]}
        </p>
      )}
      <Button
        key={String(isNext)}
        {...(isNext ? { tone: 'primary', keyName: 'Enter', ref: focusAtOnce } : {})}
        onPress={() => void bridge.signIn()}
      >
        <LogIn size={16} aria-hidden="true" /> Sign in with Google
      </Button>
    </>
  );
}

function focusAtOnce(button: HTMLButtonElement | null): void {
  button?.focus();
}
