import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import { Button } from '../../ui/button.tsx';
import type { Sale } from '../sell/cart/sale.ts';
import './tour-strip.css';
import type { Tour } from './tour-store.ts';
import { tourSteps } from './tour-steps.tsx';

interface TourStripProps {
  readonly tour: Tour;
  readonly sale: Pick<Sale, 'subscribe' | 'snapshot'>;
}

/**
 * A minute about the counter, above the footer. A guest may stand there already: it never takes the keyboard, its own
 * keys go with Ctrl, and it waits out of sight while there is something in the cart; the counter leaves it out during an exchange.
 */
export function TourStrip({ tour: { step, onStep, onLeave }, sale }: TourStripProps): ReactNode {
  const { lines, phase } = useSyncExternalStore(sale.subscribe, sale.snapshot);
  const isWaiting = lines.length > 0 || phase.kind !== 'choosing';
  const shown = step === null || isWaiting ? undefined : tourSteps[step];
  const last = tourSteps.length - 1;
  const next = (): void => (step === last ? onLeave() : onStep((step ?? 0) + 1));
  const back = (): void => onStep(Math.max(0, (step ?? 0) - 1));
  useTourKeys(shown ? { ArrowRight: next, ArrowLeft: back, ArrowDown: onLeave } : {});
  if (!shown) return null;
  return (
    <section className="tour-strip" aria-label="Tour" data-step={step}>
      <div className="tour-words" role="status">
        <h2>
          {shown.title}{' '}
          <span className="quiet tour-place">
            {(step ?? 0) + 1} of {tourSteps.length}
          </span>
        </h2>
        <p>{shown.words}</p>
      </div>
      <div className="tour-buttons">
        <Button tone="quiet" keyName="Ctrl ↓" onPress={onLeave}>
          Leave the tour
        </Button>
        {step !== 0 && (
          <Button keyName="Ctrl ←" onPress={back}>
            Back
          </Button>
        )}
        <Button keyName="Ctrl →" onPress={next}>
          {step === last ? 'That was all' : 'Go on'}
        </Button>
      </div>
    </section>
  );
}

/** With Ctrl alone, and not in a field, where the same keys move through the text. */
function useTourKeys(acts: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const act = acts[event.key];
      const isAlone = event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;
      if (!act || !isAlone || event.target instanceof HTMLInputElement) return;
      event.preventDefault();
      if (!event.repeat) act();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  });
}
