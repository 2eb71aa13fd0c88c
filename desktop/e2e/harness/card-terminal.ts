/** The guest and the line of an office's card terminal. */
import { type Ledger, readLedger } from '@foyer/tools/doubles/ledger';

export interface CardTerminal {
  /** What guest and line do at the next payment; see the double's behaviours.ts. */
  readonly order: (behaviour: 'approve' | 'decline' | 'wait' | 'cut' | 'silent') => Promise<void>;
  /** The guest's finger, once a payment waits for it. */
  readonly press: (key: 'approve' | 'decline') => Promise<void>;
  readonly ledger: () => Promise<Ledger>;
}

export function cardTerminal(controlUrl: string, poiId: string): CardTerminal {
  const tell = async (what: string, body: object): Promise<void> => {
    const reply = await fetch(`${controlUrl}/${what}`, {
      method: 'POST',
      body: JSON.stringify({ poiId, ...body }),
    });
    if (!reply.ok) throw new Error(`the terminal answered ${reply.status} to ${what}`);
  };
  return {
    order: (behaviour) => tell('behaviour', { behaviour }),
    press: (key) => tell('press', { key }),
    ledger: () => readLedger(`${controlUrl}/ledger`, poiId),
  };
}
