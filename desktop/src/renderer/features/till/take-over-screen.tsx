import type { Me } from '@foyer/shared/http/sign-in';
import { type ReactNode, useEffect } from 'react';
import { Mark } from '../../app/mark.tsx';
import { useDevice } from '../../data/device.tsx';
import { Button } from '../../ui/button.tsx';
import { GoogleSignIn } from '../sign-in/google-sign-in.tsx';
import './till.css';
import { TillPeople } from './till-people.tsx';

interface TakeOverScreenProps {
  readonly me: Me;
  /** Null while the till is locked: then there is no way back but one's PIN. */
  readonly onBack: (() => void) | null;
}

/** Who goes on at this till: after a lock the same person or another one, and whenever cashiers take turns. */
export function TakeOverScreen({ me, onBack }: TakeOverScreenProps): ReactNode {
  const { session, till } = useDevice();
  const isWaiting = session.kind === 'signed-in' && session.change.kind === 'waiting';
  useEscape(onBack);
  const isOver = session.kind === 'signed-in' && session.isOver;
  const title = onBack ? 'Switch cashier' : isOver ? 'Session over' : 'Locked';
  const words = onBack
    ? `${me.user.name} is signed in at till ${till.till?.name ?? ''}.`
    : isOver
      ? `No session lasts longer than a shift. Once ${me.user.name} signs in again, the counter goes on where it was.`
      : `${me.user.name} was working here. The counter is kept as it was.`;
  return (
    <main className="take-over">
      <section className="sign-in-card" aria-label={title}>
        <Mark size={44} />
        <h1>{title}</h1>
        <p className="quiet">{words}</p>
        {isWaiting || till.till === null ? (
          <GoogleSignIn isNext={!isWaiting} />
        ) : (
          <TillPeople
            current={me.user.id}
            act={(name, isCurrent) => (isCurrent ? `Go on as ${name}` : `Take over as ${name}`)}
            onSwitched={onBack ?? nothingMore}
          />
        )}
        {onBack && (
          <Button tone="quiet" keyName="Esc" onPress={onBack}>
            Back to the counter
          </Button>
        )}
      </section>
    </main>
  );
}

/** A lock ends by the session's own word. */
function nothingMore(): void {}

function useEscape(act: (() => void) | null): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') act?.();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [act]);
}
