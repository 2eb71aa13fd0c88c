import { disablePerson, type Person } from '@foyer/shared/http/people';
import { type ReactNode, useState } from 'react';
import { TextField } from '../../ui/text-field.tsx';
import { ActForm } from '../../ui/act-form.tsx';
import { usePeopleAct } from './use-people-act.ts';

interface DisableFormProps {
  readonly person: Person;
  readonly onClose: () => void;
}

export function DisableForm({ person, onClose }: DisableFormProps): ReactNode {
  const [reason, setReason] = useState('');
  const act = usePeopleAct(
    (call, said: string) => call(disablePerson, { params: { id: person.id }, body: { reason: said } }),
    onClose,
  );
  const said = reason.trim();
  return (
    <ActForm
      name="Disable"
      act={`Disable ${person.name}`}
      leave="Leave the account as it is"
      isReady={said !== ''}
      isPending={act.isPending}
      error={act.error}
      onAct={() => act.mutate(said)}
      onLeave={onClose}
    >
      <p className="quiet">
        {person.name} is signed out at once and can’t sign in until somebody lets them in again. What they
        sold stays.
      </p>
      <TextField
        label="Reason, for the audit"
        value={reason}
        onChange={setReason}
        onEnter={() => said !== '' && !act.isPending && act.mutate(said)}
      />
    </ActForm>
  );
}
