import { type ReactNode, useEffect, useState } from 'react';
import type { AppInfo, FoyerBridge, SessionState } from '../../bridge/contract.ts';
import { DataProvider } from '../data/data-layer.tsx';
import { ask } from '../data/session.ts';
import { SignInScreen } from '../features/sign-in/sign-in-screen.tsx';
import { SignedIn } from './signed-in.tsx';

interface AppProps {
  readonly bridge: FoyerBridge;
  readonly info: AppInfo;
}

/** Decides by the session which half of the program is on screen. */
export function App({ bridge, info }: AppProps): ReactNode {
  const session = useSession(bridge);
  useEffect(() => {
    if (session && session.kind !== 'restoring') void bridge.reportUsable();
  }, [bridge, session]);
  if (!session) return null;
  if (session.kind !== 'signed-in')
    return (
      <SignInScreen
        session={session}
        version={info.version}
        onSignIn={() => void bridge.signIn()}
        onCancel={() => void bridge.cancelSignIn()}
        onCopy={() => void bridge.copySignInAddress()}
      />
    );
  return (
    <DataProvider bridge={bridge} apiUrl={info.apiUrl}>
      <SignedIn keeps={session.keeps} onSignOut={() => void bridge.signOut()} />
    </DataProvider>
  );
}

function useSession(bridge: FoyerBridge): SessionState | null {
  const [session, setSession] = useState<SessionState | null>(null);
  useEffect(() => {
    const undo = bridge.onSessionChanged(setSession);
    const begin = async (): Promise<void> => setSession(await ask(bridge.sessionState()));
    void begin();
    return undo;
  }, [bridge]);
  return session;
}
