import { undoAdmission } from '@foyer/shared/http/admissions';
import { type ReactNode, useState } from 'react';
import { useChange } from '../../data/use-change.ts';
import { ActForm } from '../../ui/act-form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { DoorRow } from './door-rows.ts';

interface UndoFormProps {
  readonly row: DoorRow;
  readonly onDone: () => void;
  readonly onLeave: () => void;
}

/** Takes an admission back, with a reason. */
export function UndoForm({ row, onDone, onLeave }: UndoFormProps): ReactNode {
  const [reason, setReason] = useState('');
  const { reference, seat } = row;
  const undo = useChange(
    ['door'],
    (call, said: string) => call(undoAdmission, { body: { reference, seat, reason: said } }),
    onDone,
  );
  const isReady = reason.trim() !== '';
  const act = (): void => {
    if (isReady && !undo.isPending) undo.mutate(reason);
  };
  return (
    <ActForm
      name={`Undo the admission of ${seat}`}
      act="Undo it"
      leave="Leave it"
      isReady={isReady}
      isPending={undo.isPending}
      error={undo.error}
      onAct={act}
      onLeave={onLeave}
    >
      <h2>Undo the admission of {seat}?</h2>
      <p className="quiet">The ticket lets its guest in again, and its seat can be refunded.</p>
      <TextField label="Why" value={reason} onChange={setReason} longest={200} onEnter={act} />
    </ActForm>
  );
}
