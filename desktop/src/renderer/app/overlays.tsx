import type { Me } from '@foyer/shared/http/sign-in';
import type { ReactNode } from 'react';
import { OwnPinDialog } from '../features/till/own-pin-dialog.tsx';
import { TillDialog } from '../features/till/till-dialog.tsx';
import type { WhyNot } from './use-take-over.ts';
import { WhyNoSwitch } from '../features/till/why-no-switch.tsx';

interface OverlaysProps {
  readonly me: Me;
  readonly timeZone: string;
  readonly open: 'own-pin' | 'till' | WhyNot | null;
  readonly onTill: () => void;
  readonly onClose: () => void;
}

/** What opens over the counter from the menu of the account. */
export function Overlays({ me, timeZone, open, onTill, onClose }: OverlaysProps): ReactNode {
  switch (open) {
    case null:
      return null;
    case 'own-pin':
      return <OwnPinDialog me={me} timeZone={timeZone} onClose={onClose} />;
    case 'till':
      return <TillDialog onClose={onClose} />;
    case 'no-till':
    case 'in-sale':
    case 'in-request':
    case 'in-exchange':
      return <WhyNoSwitch why={open} onEnrol={onTill} onClose={onClose} />;
  }
}
