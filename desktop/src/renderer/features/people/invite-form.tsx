import { type Invitation, invitePerson } from '@foyer/shared/http/people';
import type { Role } from '@foyer/shared/roles';
import { type ReactNode, useState } from 'react';
import { TextField } from '../../ui/text-field.tsx';
import { ActForm } from '../../ui/act-form.tsx';
import { RoleField, withArticle } from './role-field.tsx';
import { usePeopleAct } from './use-people-act.ts';

export interface Invited {
  readonly invitation: Invitation;
  /** Whether the house sends mail. */
  readonly mailed: boolean;
}

interface InviteFormProps {
  readonly grants: readonly Role[];
  readonly onInvited: (invited: Invited) => void;
  readonly onClose: () => void;
}

export function InviteForm({ grants, onInvited, onClose }: InviteFormProps): ReactNode {
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('CASHIER');
  const act = usePeopleAct(
    (call, body: { email: string; role: Role }) => call(invitePerson, { body }),
    onInvited,
  );
  const address = email.trim();
  const isReady = invitePerson.body.shape.email.safeParse(address).success;
  const invite = (): void => act.mutate({ email: address, role });
  const roles = grants.filter((id) => id !== 'USER');
  return (
    <aside className="details" aria-label="Invitation">
      <header>
        <p className="label">New</p>
        <h2>Invite somebody</h2>
      </header>
      <ActForm
        name="Invite"
        act={`Invite as ${withArticle(role)}`}
        leave="Don’t invite"
        isReady={isReady}
        isPending={act.isPending}
        error={act.error}
        onAct={invite}
        onLeave={onClose}
      >
        <TextField
          label="Address of their Google account"
          type="email"
          longest={254}
          value={email}
          onChange={setEmail}
          onEnter={() => isReady && !act.isPending && invite()}
        />
        <RoleField roles={roles} chosen={role} onChoose={setRole} />
        <p className="quiet">
          The role is theirs as soon as they sign in with this address. Nobody else can use the invitation.
        </p>
      </ActForm>
    </aside>
  );
}
