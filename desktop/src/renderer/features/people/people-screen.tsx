import type { Me } from '@foyer/shared/http/sign-in';
import { CloudOff, Users } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useInvitations, usePeople } from '../../data/people-queries.ts';
import { textOf } from '../../data/problem-texts.ts';
import { Button } from '../../ui/button.tsx';
import { focusChosenRow, useFocusOfRow } from '../../ui/chosen-row.ts';
import { Notice, Skeleton } from '../../ui/notice.tsx';
import '../../ui/table.css';
import { useSettled } from '../../ui/use-settled.ts';
import type { Person } from '@foyer/shared/http/people';
import { ErasedDetails } from './erased-details.tsx';
import { InvitationDetails } from './invitation-details.tsx';
import { type Invited, InviteForm } from './invite-form.tsx';
import { PeopleHead } from './people-head.tsx';
import { type Filter, rowsOf } from './people-row.ts';
import { PeopleTable } from './people-table.tsx';
import { PersonDetails } from './person-details.tsx';

interface PeopleScreenProps {
  readonly me: Me;
  readonly timeZone: string;
}

/** Who works here and who is expected, with the one who is chosen beside the list. */
export function PeopleScreen({ me, timeZone }: PeopleScreenProps): ReactNode {
  const [filter, setFilter] = useState<Filter>('STAFF');
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [isInviting, setInviting] = useState(false);
  const [invited, setInvited] = useState<Invited | null>(null);
  const [erased, setErased] = useState<Person | null>(null);
  const search = useSettled(typed.trim());
  const pages = usePeople(filter === 'every' ? null : filter, search);
  const waiting = useInvitations();
  const people = pages.data?.pages.flatMap((page) => page.people) ?? [];
  const grants = pages.data?.pages[0]?.grants ?? [];
  const rows = rowsOf(people, waiting.data ?? [], { filter, search });
  const row = rows.find(({ id }) => id === chosen) ?? rows[0];
  const error = pages.error ?? waiting.error;
  // In the place of a row: an address that is written, or somebody whose row is gone.
  const isRowShown = !isInviting && erased === null;
  useFocusOfRow(isRowShown ? (row?.id ?? null) : null);
  const choose = (id: string | null): void => {
    setErased(null);
    setChosen(id);
    setInviting(false);
  };
  const begin = (): void => {
    setErased(null);
    setInviting(true);
  };
  const endInviting = (): void => {
    setInviting(false);
    focusChosenRow();
  };
  const showInvited = (done: Invited): void => {
    setInvited(done);
    setFilter('STAFF');
    setTyped('');
    choose(done.invitation.id);
  };
  /** Whoever was searched for is not there any more: what is left is everybody else. */
  const showErased = (person: Person): void => {
    setErased(person);
    setTyped('');
  };
  return (
    <div className="sheet">
      <PeopleHead
        filter={filter}
        search={typed}
        onFilter={setFilter}
        onSearch={setTyped}
        invite={
          me.abilities.includes('people.invite')
            ? { isDisabled: isInviting || grants.length === 0, onPress: begin }
            : null
        }
      />
      {pages.isPending && <Skeleton lines={8} label="Loading the people" />}
      {error !== null && rows.length === 0 && (
        <Notice
          icon={CloudOff}
          title="The people can’t be shown"
          tone="trouble"
          action={
            <Button
              onPress={() => {
                void pages.refetch();
                void waiting.refetch();
              }}
            >
              Try again
            </Button>
          }
        >
          {textOf(error)}
        </Notice>
      )}
      {pages.isSuccess && error === null && rows.length === 0 && isRowShown && (
        <Notice icon={Users} title="Nobody">
          {search === ''
            ? 'Nobody has this role yet. Invite somebody, or choose another list.'
            : `No name or address here begins with “${search}”. Look among everybody, or invite them.`}
        </Notice>
      )}
      {(rows.length > 0 || !isRowShown) && (
        <div className="sheet-body">
          <div className="sheet-scroll">
            <PeopleTable
              rows={rows}
              chosen={isRowShown ? (row?.id ?? null) : null}
              timeZone={timeZone}
              onChoose={choose}
            />
            {pages.hasNextPage && (
              <p className="more">
                <Button isDisabled={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
                  More people
                </Button>
              </p>
            )}
          </div>
          {isInviting && <InviteForm grants={grants} onClose={endInviting} onInvited={showInvited} />}
          {erased && <ErasedDetails person={erased} onRead={() => choose(null)} />}
          {isRowShown && row?.kind === 'person' && (
            <PersonDetails
              hasPrivacy={me.abilities.includes('people.privacy')}
              key={row.id}
              person={row.person}
              ownId={me.user.id}
              grants={grants}
              timeZone={timeZone}
              onErased={() => showErased(row.person)}
            />
          )}
          {isRowShown && row?.kind === 'invitation' && (
            <InvitationDetails
              key={row.id}
              invitation={row.invitation}
              timeZone={timeZone}
              mailed={invited?.invitation.id === row.id ? invited.mailed : null}
              onWithdrawn={() => setChosen(null)}
            />
          )}
        </div>
      )}
    </div>
  );
}
