import { type ReactNode, useEffect, useState } from 'react';
import type { AppInfo, FoyerBridge } from '../../bridge/contract.ts';
import type { SessionState } from '../../bridge/session.ts';
import type { TillState } from '../../bridge/till.ts';
import { DataProvider } from '../data/data-layer.tsx';
import { DeviceProvider } from '../data/device.tsx';
import { PaperProvider } from '../data/paper.tsx';
import { ask } from '../data/session.ts';
import { SignInScreen } from '../features/sign-in/sign-in-screen.tsx';
import { SignedIn } from './signed-in.tsx';
import { useTextSizeKeys } from './text-size.ts';

interface AppProps {
  readonly bridge: FoyerBridge;
  readonly info: AppInfo;
}

/** Decides by the session which half of the program is on screen. */
export function App({ bridge, info }: AppProps): ReactNode {
  const session = useSession(bridge);
  const till = useTill(bridge);
  useTextSizeKeys();
  useEffect(() => {
    if (session && till && session.kind !== 'restoring') void bridge.reportUsable();
  }, [bridge, session, till]);
  if (!session || !till) return null;
  return (
    <DeviceProvider device={{ bridge, info, session, till }}>
      {session.kind === 'signed-in' ? (
        // Another person begins with nothing of the one before; the same one goes on where they were.
        <DataProvider key={session.person} session={session}>
          <PaperProvider bridge={bridge}>
            <SignedIn keeps={session.keeps} onSignOut={() => void bridge.signOut()} />
          </PaperProvider>
        </DataProvider>
      ) : (
        <SignInScreen session={session} />
      )}
    </DeviceProvider>
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

function useTill(bridge: FoyerBridge): TillState | null {
  const [till, setTill] = useState<TillState | null>(null);
  useEffect(() => {
    const undo = bridge.onTillChanged(setTill);
    const begin = async (): Promise<void> => setTill(await ask(bridge.tillState()));
    void begin();
    return undo;
  }, [bridge]);
  return till;
}
