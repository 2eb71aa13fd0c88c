import type { ReactNode } from 'react';
import { useDevice } from '../../data/device.tsx';
import { usePaper } from '../../data/paper.tsx';
import { Button } from '../../ui/button.tsx';
import { useKeys } from '../../ui/use-keys.ts';
import './paper.css';
import { type LostPaper, lostWords, moodOf, nameOf, troubleWords } from './paper-words.ts';

interface PaperStripProps {
  /** Somebody wants to see it; a question shows itself. */
  readonly isWanted: boolean;
  readonly lost: LostPaper | null;
  readonly onClose: () => void;
}

/** The printer's business above the footer, where it keeps nobody from selling. */
export function PaperStrip({ isWanted, lost, onClose }: PaperStripProps): ReactNode {
  const { bridge } = useDevice();
  const paper = usePaper();
  const mood = moodOf(paper);
  const asked = mood.kind === 'unsure' ? mood.job : null;
  const settle = (hasComeOut: boolean): void => {
    if (asked) void bridge.settlePaper({ job: asked.id, hasComeOut });
  };
  useKeys(asked ? { F3: () => settle(true), F4: () => settle(false) } : {});
  if (asked)
    return (
      <section className="paper-strip" aria-label="Printer" data-asks={asked.id}>
        <p role="alert">
          Did <strong>{nameOf(asked)}</strong> come out whole?{' '}
          <span className="quiet">
            Nobody can tell from here: {troubleWords[asked.trouble ?? 'interrupted']}.
          </span>
        </p>
        <Button keyName="F3" onPress={() => settle(true)}>
          It came out
        </Button>
        <Button keyName="F4" onPress={() => settle(false)}>
          Print it again
        </Button>
      </section>
    );
  if (lost !== null)
    return (
      <section className="paper-strip" aria-label="Printer">
        <p role="alert">
          {lostWords[lost.kind][0]} <strong className="mono">{lost.reference}</strong>{' '}
          {lostWords[lost.kind][1]}
        </p>
        <Button tone="quiet" onPress={onClose}>
          Close
        </Button>
      </section>
    );
  if (!isWanted || !paper.printer) return null;
  const waiting = mood.kind === 'waiting' ? mood.jobs : [];
  const first = waiting.find(({ state }) => state === 'WAITING');
  return (
    <section className="paper-strip" aria-label="Printer">
      <p>
        {mood.kind === 'waiting' ? `${mood.words}.` : 'The printer has nothing to do.'}{' '}
        <span className="quiet">
          {paper.printer.address}, {paper.printer.hasDrawer ? 'with the drawer' : 'no drawer'}
        </span>
      </p>
      {first && (
        <>
          <Button onPress={() => waiting.forEach(({ id }) => void bridge.retryPaper({ job: id }))}>
            Try now
          </Button>
          <Button tone="quiet" onPress={() => void bridge.dropPaper({ job: first.id })}>
            {`Don’t print ${nameOf(first)}`}
          </Button>
        </>
      )}
      {mood.kind === 'idle' && <Button onPress={() => void bridge.printTestPage()}>Print a test page</Button>}
      <Button tone="quiet" onPress={onClose}>
        Close
      </Button>
    </section>
  );
}
