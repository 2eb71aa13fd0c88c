import { getShowtime } from '@foyer/shared/http/catalogue';
import { reprintTickets } from '@foyer/shared/http/reprints';
import type { Booking } from '@foyer/shared/http/bookings';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useData } from '../../data/data-layer.tsx';
import { useDevice } from '../../data/device.tsx';
import { ask } from '../../data/session.ts';
import { ActForm } from '../../ui/act-form.tsx';
import { Choice } from '../../ui/choice.tsx';
import './paper.css';
import { paperSaleOf } from './paper-sale.ts';

const reasons = [
  { id: 'print', name: 'Badly printed, or torn' },
  { id: 'never', name: 'Never came out' },
  { id: 'lost', name: 'Guest lost them' },
] as const;

interface ReprintPanelProps {
  readonly booking: Booking;
  readonly onClose: () => void;
}

/** Prints the papers of a sale again, marked as copies, with the reason on them. */
export function ReprintPanel({ booking, onClose }: ReprintPanelProps): ReactNode {
  const { call } = useData();
  const { bridge } = useDevice();
  const [reason, setReason] = useState<(typeof reasons)[number]['id']>('print');
  // One wish, however often the key is pressed.
  const [key] = useState(() => crypto.randomUUID());
  const papers = useQuery({
    queryKey: ['papers', booking.id, booking.version],
    queryFn: async ({ signal }) => {
      const { showtime } = await call(getShowtime, { params: { id: booking.showtimeId }, signal });
      const sale = paperSaleOf({ booking, showtime, cashier: null });
      return { sale, picture: await ask(bridge.previewSale(sale)) };
    },
    staleTime: Infinity,
    gcTime: 0,
  });
  const print = useMutation({
    mutationFn: async () => {
      const said = reasons.find(({ id }) => id === reason)?.name ?? '';
      if (!papers.data) return;
      await call(reprintTickets, { params: { id: booking.id }, body: { reprintId: key, reason: said } });
      await ask(bridge.reprintSale({ sale: papers.data.sale, reason: said, key }));
    },
    onSuccess: onClose,
  });
  return (
    <ActForm
      name="Print again"
      act="Print the copies"
      leave="Print nothing"
      isReady={papers.isSuccess}
      isPending={print.isPending}
      error={papers.error ?? print.error}
      onAct={() => print.mutate()}
      onLeave={onClose}
    >
      <p className="quiet">
        Each of them says that it is a copy. A ticket admits once, whichever paper comes.
      </p>
      <Choice label="Reason" options={reasons} chosen={reason} onChoose={setReason} />
      {papers.data && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it has no control in it: this is how the keyboard scrolls it
        <div className="paper-preview" role="group" aria-label="The paper" tabIndex={0}>
          <img src={papers.data.picture} alt={`Receipt and tickets of ${booking.reference}`} />
        </div>
      )}
    </ActForm>
  );
}
