import type { Me } from '@foyer/shared/http/sign-in';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../../ui/button.tsx';
import '../../ui/table.css';
import { LookPart } from './look-part.tsx';
import { MachinePart } from './machine-part.tsx';
import { PrinterPart } from './printer-part.tsx';
import './settings.css';

interface SettingsScreenProps {
  readonly me: Me;
  readonly onDrawer: () => void;
  readonly onTour: () => void;
  readonly onClose: () => void;
}

/** How this machine looks, sounds and prints, for everybody who works at it. */
export function SettingsScreen({ me, onDrawer, onTour, onClose }: SettingsScreenProps): ReactNode {
  const sheet = useRef<HTMLDivElement>(null);
  useEffect(() => sheet.current?.querySelector<HTMLElement>('input:checked')?.focus(), []);
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Escape leaves the screen from any of its controls; it acts on nothing itself
    <div
      ref={sheet}
      className="sheet"
      onKeyDown={(event) => event.key === 'Escape' && !event.isDefaultPrevented() && onClose()}
    >
      <header className="sheet-head">
        <h1>Settings</h1>
        <span className="quiet">of this machine, for everybody who works here</span>
        <span className="sheet-end">
          <Button tone="quiet" keyName="Esc" onPress={onClose}>
            Back
          </Button>
        </span>
      </header>
      <div className="settings">
        <LookPart onTour={onTour} />
        <PrinterPart mayChange={me.abilities.includes('tills.manage')} onDrawer={onDrawer} />
        <MachinePart />
      </div>
    </div>
  );
}
