import type { Role } from '@foyer/shared/roles';
import type { ReactNode } from 'react';
import { roleNames } from '../../data/role-names.ts';
import { Choice } from '../../ui/choice.tsx';

interface RoleFieldProps {
  readonly roles: readonly Role[];
  readonly chosen: Role;
  readonly onChoose: (role: Role) => void;
}

export function RoleField({ roles, chosen, onChoose }: RoleFieldProps): ReactNode {
  return (
    <div className="people-field">
      <p className="label" aria-hidden="true">
        Role
      </p>
      <Choice
        label="Role"
        options={roles.map((id) => ({ id, name: roleNames[id] }))}
        chosen={chosen}
        onChoose={onChoose}
      />
    </div>
  );
}

/** `a cashier`, `an administrator`. */
export function withArticle(role: Role): string {
  const word = roleNames[role].toLowerCase();
  return `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}`;
}
