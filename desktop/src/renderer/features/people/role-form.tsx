import { changeRole, type Person } from '@foyer/shared/http/people';
import type { Role } from '@foyer/shared/roles';
import { type ReactNode, useState } from 'react';
import { TextField } from '../../ui/text-field.tsx';
import { ActForm } from '../../ui/act-form.tsx';
import { RoleField, withArticle } from './role-field.tsx';
import { usePeopleAct } from './use-people-act.ts';

interface RoleFormProps {
  readonly person: Person;
  readonly grants: readonly Role[];
  readonly onClose: () => void;
}

export function RoleForm({ person, grants, onClose }: RoleFormProps): ReactNode {
  const [role, setRole] = useState<Role>(person.role);
  const [reason, setReason] = useState('');
  const act = usePeopleAct(
    (call, body: { role: Role; reason?: string }) => call(changeRole, { params: { id: person.id }, body }),
    onClose,
  );
  const said = reason.trim();
  const change = (): void => act.mutate({ role, ...(said === '' ? {} : { reason: said }) });
  const isReady = role !== person.role;
  return (
    <ActForm
      name="Change role"
      act={isReady ? `Make ${person.name} ${withArticle(role)}` : 'Choose another role'}
      leave="Keep the role"
      isReady={isReady}
      isPending={act.isPending}
      error={act.error}
      onAct={change}
      onLeave={onClose}
    >
      <RoleField roles={grants} chosen={role} onChoose={setRole} />
      <TextField
        label="Reason, for the audit (optional)"
        value={reason}
        onChange={setReason}
        onEnter={() => isReady && !act.isPending && change()}
      />
    </ActForm>
  );
}
