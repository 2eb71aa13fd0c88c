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
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const isHere = event.target === document.body || sheet.current?.contains(event.target as Node) === true;
      if (event.key === 'Escape' && isHere && !event.defaultPrevented) onClose();
    };
    // Of the whole window: a button that goes once it is pressed leaves the keyboard to nobody.
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  });
  return (
    <div ref={sheet} className="sheet">
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
