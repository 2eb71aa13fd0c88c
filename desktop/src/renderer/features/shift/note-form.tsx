import { correctShift, type Shift } from '@foyer/shared/http/shifts';
import { type ReactNode, useState } from 'react';
import { shiftLists } from '../../data/shift-queries.ts';
import { useChange } from '../../data/use-change.ts';
import { useWishKey } from '../../data/use-wish-key.ts';
import { ActForm } from '../../ui/act-form.tsx';
import { TextField } from '../../ui/text-field.tsx';

/** What a manager has to say about a closed shift; its figures stay. */
export function NoteForm({
  shift,
  onClose,
}: {
  readonly shift: Shift;
  readonly onClose: () => void;
}): ReactNode {
  const [note, setNote] = useState('');
  const key = useWishKey();
  const add = useChange(
    shiftLists,
    (call, said: string) =>
      call(correctShift, { params: { id: shift.id }, body: { note: said }, idempotencyKey: key.keyOf(said) }),
    () => {
      key.done();
      onClose();
    },
  );
  const isReady = note.trim() !== '';
  const act = (): void => {
    if (isReady && !add.isPending) add.mutate(note.trim());
  };
  return (
    <ActForm
      name="Add a note"
      act="Add the note"
      leave="Leave it"
      isReady={isReady}
      isPending={add.isPending}
      error={add.error}
      onAct={act}
      onLeave={onClose}
    >
      <p className="quiet">The figures stay what they are. The note stands beside them, with your name.</p>
      <TextField label="Note" value={note} longest={500} onChange={setNote} onEnter={act} />
    </ActForm>
  );
}
