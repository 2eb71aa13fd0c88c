import { KeyRound, MonitorCheck } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { SessionState } from '../../../bridge/session.ts';
import { Mark } from '../../app/mark.tsx';
import { useDevice } from '../../data/device.tsx';
import { Button } from '../../ui/button.tsx';
import { EnrolForm } from '../till/enrol-form.tsx';
import { TillPeople } from '../till/till-people.tsx';
import { failureTexts } from './failure-texts.ts';
import { GoogleSignIn } from './google-sign-in.tsx';
import { InBrowser } from './in-browser.tsx';
import './sign-in-screen.css';

interface SignInScreenProps {
  readonly session: Exclude<SessionState, { kind: 'signed-in' }>;
}

/** Before anybody is here: Google's way in, at a till also by PIN, and the way to make this device a till. */
export function SignInScreen({ session }: SignInScreenProps): ReactNode {
  const { info, till } = useDevice();
  return (
    <main className="sign-in">
      <section className="sign-in-card">
        <Mark size={44} />
        <h1>Foyer</h1>
        <p className="quiet">{till.till ? `Till ${till.till.name}` : 'The counter of your cinema'}</p>
        <Content session={session} />
      </section>
      <p className="sign-in-foot faint">
        <KeyRound size={14} aria-hidden="true" /> Your password never passes through this window: your browser
        asks for it. Foyer {info.version}
      </p>
    </main>
  );
}

function Content({ session }: SignInScreenProps): ReactNode {
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
          <WaysIn />
        </>
      );
    case 'signing-in':
      return <InBrowser {...session} />;
  }
}

function WaysIn(): ReactNode {
  const { till } = useDevice();
  const [isEnrolling, setEnrolling] = useState(false);
  if (till.till)
    return (
      <>
        <TillPeople act={(name) => `Sign in as ${name}`} />
        {till.keeps === 'memory' && (
          <p className="faint sign-in-note">
            No key store on this machine: after a restart this till has to be enrolled again.
          </p>
        )}
      </>
    );
  if (isEnrolling) return <EnrolForm onLeave={() => setEnrolling(false)} />;
  return (
    <>
      <GoogleSignIn isNext />
      <Button tone="quiet" onPress={() => setEnrolling(true)}>
        <MonitorCheck size={16} aria-hidden="true" /> Enrol this till…
      </Button>
    </>
  );
}
