import type { PaperJob, PaperState, PrinterTrouble } from '../../../bridge/paper.ts';

/** Papers that main would not take. */
export interface LostPaper {
  readonly kind: 'SALE' | 'REFUND' | 'EXCHANGE' | 'SHIFT';
  readonly reference: string;
}

/** What they are, and what holds all the same. */
export const lostWords: Readonly<Record<LostPaper['kind'], readonly [what: string, rest: string]>> = {
  SALE: ['The tickets of', 'were not printed. The sale stands: print them from the bookings.'],
  REFUND: ['The slip of the refund of', 'was not printed. The refund stands.'],
  SHIFT: ['The report', 'was not printed. The shift is closed: print it from there.'],
  EXCHANGE: ['The new tickets of', 'were not printed. The exchange stands: print them from the bookings.'],
};

export const troubleWords: Readonly<Record<PrinterTrouble, string>> = {
  unreachable: 'the printer can’t be reached',
  offline: 'the printer is offline',
  'cover-open': 'the printer’s cover is open',
  'paper-out': 'the printer is out of paper',
  slow: 'the printer doesn’t answer',
  'hung-up': 'the printer broke off in the middle',
  interrupted: 'the program was closed in the middle',
};

export type PaperMood =
  | { readonly kind: 'idle' }
  | { readonly kind: 'printing' }
  | { readonly kind: 'waiting'; readonly jobs: readonly PaperJob[]; readonly words: string }
  /** Only a person can tell what became of this one. */
  | { readonly kind: 'unsure'; readonly job: PaperJob };

/** What the printer's jobs come to; a question comes before everything else. */
export function moodOf({ jobs }: PaperState): PaperMood {
  const unsure = jobs.find(({ state }) => state === 'UNSURE');
  if (unsure) return { kind: 'unsure', job: unsure };
  const open = jobs.filter(({ state }) => state === 'WAITING' || state === 'PRINTING');
  const held = open.find(({ trouble, isGivenUp }) => trouble !== null || isGivenUp);
  if (held) {
    const count = open.length === 1 ? '1 print waits' : `${open.length} prints wait`;
    // Of long ago, and found at the start: the printer has not been asked yet.
    const why = held.trouble === null ? 'nobody may want it any more' : troubleWords[held.trouble];
    return { kind: 'waiting', jobs: open, words: `${count}: ${why}` };
  }
  return open.length > 0 ? { kind: 'printing' } : { kind: 'idle' };
}

/** What a job is called at the counter. */
export function nameOf({ kind, reference }: PaperJob): string {
  switch (kind) {
    case 'TEST':
      return 'the test page';
    case 'REPRINT':
      return `the copies for ${reference ?? ''}`;
    case 'REFUND':
      return `the slip of the refund of ${reference ?? ''}`;
    case 'EXCHANGE':
      return `the new tickets of ${reference ?? ''}`;
    case 'SHIFT':
      return `the report ${reference ?? ''}`;
    case 'SALE':
      return `the tickets of ${reference ?? ''}`;
  }
}
