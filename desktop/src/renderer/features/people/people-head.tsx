import { UserPlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { focusChosenRow } from '../../ui/chosen-row.ts';
import { TextField } from '../../ui/text-field.tsx';
import './people.css';
import type { Filter } from './people-row.ts';

const filters: readonly { readonly id: Filter; readonly name: string }[] = [
  { id: 'STAFF', name: 'All staff' },
  { id: 'CASHIER', name: 'Cashiers' },
  { id: 'MANAGER', name: 'Managers' },
  { id: 'ADMIN', name: 'Administrators' },
  { id: 'USER', name: 'Customers' },
  { id: 'every', name: 'Everybody' },
];

interface PeopleHeadProps {
  readonly filter: Filter;
  readonly search: string;
  readonly onFilter: (filter: Filter) => void;
  readonly onSearch: (search: string) => void;
  /** Null where the reader invites nobody; disabled while that is under way. */
  readonly invite: { readonly isDisabled: boolean; readonly onPress: () => void } | null;
}

/** Whom the list shows, and the way to add to it. Enter in the search goes to the list. */
export function PeopleHead({ filter, search, onFilter, onSearch, invite }: PeopleHeadProps): ReactNode {
  return (
    <header className="sheet-head">
      <h1>People</h1>
      <Choice label="Who" options={filters} chosen={filter} onChoose={onFilter} />
      <div className="people-search">
        <TextField
          label="Search by name or e-mail"
          hidesLabel
          placeholder="Name or e-mail"
          type="search"
          longest={80}
          value={search}
          onChange={onSearch}
          onEnter={focusChosenRow}
        />
      </div>
      {invite && (
        <span className="sheet-end">
          <Button isDisabled={invite.isDisabled} onPress={invite.onPress}>
            <UserPlus size={16} aria-hidden="true" /> Invite…
          </Button>
        </span>
      )}
    </header>
  );
}
