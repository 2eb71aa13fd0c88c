import type { Me } from '@foyer/shared/http/sign-in';
import type { ReactNode } from 'react';
import { ApprovalsScreen } from '../features/approvals/approvals-screen.tsx';
import { AuditScreen } from '../features/audit/audit-screen.tsx';
import { PeopleScreen } from '../features/people/people-screen.tsx';
import { GoogleNeeded } from '../features/sign-in/google-needed.tsx';
import { TillsScreen } from '../features/tills/tills-screen.tsx';
import { needsGoogle, type Screen } from './screens.ts';

interface ManagedScreensProps {
  readonly screen: Screen;
  readonly me: Me;
  readonly timeZone: string;
}

/** What managers look after; nothing where another screen is open. */
export function ManagedScreens({ screen, me, timeZone }: ManagedScreensProps): ReactNode {
  const closed = me.signedInBy === 'PIN' ? needsGoogle(screen) : null;
  if (closed !== null) return <GoogleNeeded title={closed} />;
  if (screen === 'approvals') return <ApprovalsScreen me={me} timeZone={timeZone} />;
  if (screen === 'people') return <PeopleScreen me={me} timeZone={timeZone} />;
  if (screen === 'tills') return <TillsScreen timeZone={timeZone} />;
  return screen === 'audit' && <AuditScreen timeZone={timeZone} />;
}
