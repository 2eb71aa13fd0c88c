import type { Person } from '@foyer/shared/http/people';
import { erasePerson } from '@foyer/shared/http/privacy';
import { type ReactNode, useState } from 'react';
import { ApiProblem } from '../../data/api-problem.ts';
import { TextField } from '../../ui/text-field.tsx';
import { ActForm } from '../../ui/act-form.tsx';
import { usePeopleAct } from './use-people-act.ts';

interface EraseFormProps {
  readonly person: Person;
  readonly onClose: () => void;
}

/** Erases for good; where bookings speak against it, the server says so first, and the button then says "anyway". */
export function EraseForm({ person, onClose }: EraseFormProps): ReactNode {
  const [reason, setReason] = useState('');
  const act = usePeopleAct(
    (call, wish: { readonly reason: string; readonly force: boolean }) =>
      call(erasePerson, { params: { id: person.id }, body: wish }),
    onClose,
  );
  const said = reason.trim();
  const hasBookings = act.error instanceof ApiProblem && act.error.code === 'person.has-bookings';
  const erase = (): void => act.mutate({ reason: said, force: hasBookings });
  return (
    <ActForm
      name="Erase"
      act={hasBookings ? `Erase ${person.name} anyway` : `Erase ${person.name} for good`}
      leave="Keep the account"
      isReady={said !== ''}
      isPending={act.isPending}
      error={act.error}
      onAct={erase}
      onLeave={onClose}
    >
      <p className="quiet">
        This can’t be undone. {person.name} is signed out everywhere; name, address and Google account are
        removed from everything that is kept. Sales, money and the audit stay, under a number that leads to
        nobody. Tickets stay valid, but no mail about them will arrive.
      </p>
      <TextField
        label="Reason, for the audit, without the name"
        value={reason}
        onChange={setReason}
        onEnter={() => said !== '' && !act.isPending && erase()}
      />
    </ActForm>
  );
}
