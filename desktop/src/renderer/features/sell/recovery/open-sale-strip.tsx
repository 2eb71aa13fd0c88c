import type { Me } from '@foyer/shared/http/sign-in';
import { formatMoney } from '@foyer/shared/money';
import type { ReactNode } from 'react';
import { usePaper } from '../../../data/paper.tsx';
import { Button } from '../../../ui/button.tsx';
import '../../paper/paper.css';
import type { OpenDue } from '../paying/checkout.ts';
import { type OpenSale, useOpenSale } from './use-open-sale.ts';

/** After a crash in the middle of a sale: whether it stands, before anybody gives money back or sells it twice. */
export function OpenSaleStrip({
  me,
  onOwed,
}: {
  readonly me: Me;
  /** Takes the sale up; false while another guest is being served. */
  readonly onOwed: (due: OpenDue) => boolean;
}): ReactNode {
  const { found, dismiss, goOn } = useOpenSale(me, onOwed);
  const { printer } = usePaper();
  if (!found) return null;
  return (
    <section className="paper-strip" aria-label="Sale of before" data-open-sale={found.kind}>
      <p role="alert">
        {wordsOf(found)}
        {found.kind === 'sold' && printer ? ' Its tickets are printed, unless they were already.' : ''}
      </p>
      {found.kind === 'owed' ? (
        <Button onPress={goOn}>Go on with it</Button>
      ) : (
        <Button onPress={dismiss}>Understood</Button>
      )}
    </section>
  );
}

function wordsOf(found: OpenSale): string {
  const seats = found.note.seats.join(', ');
  switch (found.kind) {
    case 'sold': {
      const { reference, totalMinor, currency } = found.booking;
      const sum = formatMoney(totalMinor, currency);
      return `The program was closed in the middle of selling ${seats}. The sale stands: ${reference}, ${sum}.`;
    }
    case 'not-sold':
      return `The program was closed in the middle of selling ${seats}. The sale was not made: give the cash back, or sell them again.`;
    case 'owed':
      return `The program was closed while ${seats} were being paid for, and that is not settled. Do not charge again. Finish this guest, then go on with it.`;
    case 'somebody-elses':
      return `The program was closed while a colleague was selling ${seats}. Whether that sale stands, they see when they sign in here, or a manager in the bookings.`;
  }
}
