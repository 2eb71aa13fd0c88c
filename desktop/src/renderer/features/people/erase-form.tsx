import type { Person } from '@foyer/shared/http/people';
import { erasePerson } from '@foyer/shared/http/privacy';
import { type ReactNode, useState } from 'react';
import { ApiProblem } from '../../data/api-problem.ts';
import { TextField } from '../../ui/text-field.tsx';
import { ActForm } from '../../ui/act-form.tsx';
import { usePeopleAct } from './use-people-act.ts';

interface EraseFormProps {
  readonly person: Person;
  /** Told as soon as it is so, before the lists know. */
  readonly onErased: () => void;
  readonly onClose: () => void;
}

/** Erases for good; where bookings speak against it, the server says so first, and the button then says "anyway". */
export function EraseForm({ person, onErased, onClose }: EraseFormProps): ReactNode {
  const [reason, setReason] = useState('');
  const act = usePeopleAct(
    async (call, wish: { readonly reason: string; readonly force: boolean }) => {
      await call(erasePerson, { params: { id: person.id }, body: wish });
      onErased();
    },
    () => undefined,
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
        removed from everything kept here. Sales, money and the audit stay, under a number that leads to
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
