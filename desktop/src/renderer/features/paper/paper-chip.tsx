import { Printer } from 'lucide-react';
import type { ReactNode } from 'react';
import { usePaper } from '../../data/paper.tsx';
import './paper.css';
import { moodOf, type PaperMood } from './paper-words.ts';

/** How the printer is, beside the state of the line; nothing where this till has none. Opens the rest. */
export function PaperChip({ onOpen }: { readonly onOpen: () => void }): ReactNode {
  const paper = usePaper();
  if (!paper.printer) return null;
  const mood = moodOf(paper);
  return (
    <button type="button" className="paper-chip" data-paper={mood.kind} onClick={onOpen}>
      <Printer size={14} aria-hidden="true" />
      <span role="status">{wordsOf(mood)}</span>
    </button>
  );
}

function wordsOf(mood: PaperMood): string {
  switch (mood.kind) {
    case 'idle':
      return 'Printer';
    case 'printing':
      return 'Printing';
    case 'waiting':
      return mood.words;
    case 'unsure':
      return 'Did it come out?';
  }
}
