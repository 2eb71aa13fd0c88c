import { enablePerson, type Person } from '@foyer/shared/http/people';
import type { UserId } from '@foyer/shared/ids';
import type { Role } from '@foyer/shared/roles';
import { type ReactNode, useState } from 'react';
import { textOf } from '../../data/problem-texts.ts';
import { roleNames } from '../../data/role-names.ts';
import { Button } from '../../ui/button.tsx';
import { focusChosenRow } from '../../ui/chosen-row.ts';
import { Status } from '../../ui/status.tsx';
import { exactTime } from '../../ui/when.ts';
import { DisableForm } from './disable-form.tsx';
import { PersonPrivacy } from './person-privacy.tsx';
import { RoleForm } from './role-form.tsx';
import { usePeopleAct } from './use-people-act.ts';

interface PersonDetailsProps {
  readonly person: Person;
  readonly ownId: UserId;
  readonly grants: readonly Role[];
  readonly timeZone: string;
  /** Whether the reader hands out and erases what is kept about people. */
  readonly hasPrivacy: boolean;
  readonly onErased: () => void;
}

/** One person, and what the reader may do about them. */
export function PersonDetails(props: PersonDetailsProps): ReactNode {
  const { person, ownId, grants, timeZone, hasPrivacy, onErased } = props;
  const [open, setOpen] = useState<'role' | 'disable' | null>(null);
  const enable = usePeopleAct(
    (call, id: UserId) => call(enablePerson, { params: { id } }),
    () => focusChosenRow(),
  );
  const close = (): void => {
    setOpen(null);
    focusChosenRow();
  };
  const isDisabled = person.disabledAt !== null;
  return (
    <aside className="details" aria-label="Person">
      <header>
        <p className="label">Person</p>
        <h2>{person.name}</h2>
      </header>
      <dl className="facts">
        <dt>E-mail</dt>
        <dd className="copyable">{person.email}</dd>
        <dt>Role</dt>
        <dd>{roleNames[person.role]}</dd>
        <dt>Status</dt>
        <dd>
          <Status tone={isDisabled ? 'bad' : 'good'}>{isDisabled ? 'Disabled' : 'Active'}</Status>
        </dd>
        {person.disabledAt !== null && (
          <>
            <dt>Since</dt>
            <dd>{exactTime(person.disabledAt, timeZone)}</dd>
          </>
        )}
        <dt>Last sign-in</dt>
        <dd>{exactTime(person.lastSignInAt, timeZone)}</dd>
      </dl>
      {!person.changeable && (
        <p className="quiet">
          {person.id === ownId
            ? 'This is you. Only somebody else can change your role or your account.'
            : 'Only an administrator can change this person.'}
        </p>
      )}
      {enable.error !== null && (
        <p className="act-trouble" role="alert">
          {textOf(enable.error)}
        </p>
      )}
      {person.changeable && open === null && (
        <div className="act-buttons">
          <Button onPress={() => setOpen('role')}>Change role…</Button>
          {isDisabled ? (
            <Button isDisabled={enable.isPending} onPress={() => enable.mutate(person.id)}>
              {`Let ${person.name} in again`}
            </Button>
          ) : (
            <Button onPress={() => setOpen('disable')}>Disable…</Button>
          )}
        </div>
      )}
      {person.changeable && open === 'role' && <RoleForm person={person} grants={grants} onClose={close} />}
      {person.changeable && open === 'disable' && <DisableForm person={person} onClose={close} />}
      {hasPrivacy && open === null && <PersonPrivacy person={person} onErased={onErased} />}
    </aside>
  );
}
