import { type ReactNode, useEffect, useRef } from 'react';
import './refund-panel.css';

interface GiveBackPanelProps {
  readonly name: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form beside the booking: its first control gets the keyboard, Escape leaves it. */
export function GiveBackPanel({ name, onClose, children }: GiveBackPanelProps): ReactNode {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.querySelector<HTMLElement>('input, button')?.focus(), []);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves the panel from any of its controls; it acts on nothing itself
    <section
      ref={panel}
      className="refund"
      aria-label={name}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      {children}
    </section>
  );
}
