import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import type { PaperShift } from '../../../bridge/shift-slip.ts';
import { useDevice } from '../../data/device.tsx';
import { ask } from '../../data/session.ts';
import { ActForm } from '../../ui/act-form.tsx';
import '../paper/paper.css';

interface ZPrintPanelProps {
  readonly paper: PaperShift;
  readonly onClose: () => void;
}

/** Shows the paper of a Z report, and prints it again, marked as a copy. */
export function ZPrintPanel({ paper, onClose }: ZPrintPanelProps): ReactNode {
  const { bridge } = useDevice();
  // One wish, however often the key is pressed.
  const [copy] = useState(() => crypto.randomUUID());
  const picture = useQuery({
    queryKey: ['shift-paper', paper],
    queryFn: () => ask(bridge.previewShift(paper)),
    staleTime: Infinity,
    gcTime: 0,
  });
  const { isSuccess } = picture;
  useEffect(() => {
    if (isSuccess) document.querySelector<HTMLElement>('.act-form .button-primary')?.focus();
  }, [isSuccess]);
  const print = useMutation({
    mutationFn: () => ask(bridge.printShift({ report: paper, copy })),
    onSuccess: onClose,
  });
  return (
    <ActForm
      name="Print again"
      act="Print the copy"
      leave="Print nothing"
      isReady={isSuccess}
      isPending={print.isPending}
      error={picture.error ?? print.error}
      onAct={() => print.mutate()}
      onLeave={onClose}
    >
      {picture.data !== undefined && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it has no control in it: this is how the keyboard scrolls it
        <div className="paper-preview" role="group" aria-label="The paper" tabIndex={0}>
          <img src={picture.data} alt={`Z report ${paper.number} on paper`} />
        </div>
      )}
    </ActForm>
  );
}
