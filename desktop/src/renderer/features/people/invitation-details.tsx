import { type Invitation, withdrawInvitation } from '@foyer/shared/http/people';
import type { InvitationId } from '@foyer/shared/ids';
import type { ReactNode } from 'react';
import { textOf } from '../../data/problem-texts.ts';
import { roleNames } from '../../data/role-names.ts';
import { Button } from '../../ui/button.tsx';
import { exactTime } from '../../ui/when.ts';
import { usePeopleAct } from './use-people-act.ts';

interface InvitationDetailsProps {
  readonly invitation: Invitation;
  readonly timeZone: string;
  /** What became of the mail, right after inviting; null later. */
  readonly mailed: boolean | null;
  readonly onWithdrawn: () => void;
}

/** An address that is expected. */
export function InvitationDetails(props: InvitationDetailsProps): ReactNode {
  const { invitation, timeZone, mailed, onWithdrawn } = props;
  const withdraw = usePeopleAct(
    (call, id: InvitationId) => call(withdrawInvitation, { params: { id } }),
    onWithdrawn,
  );
  return (
    <aside className="details" aria-label="Invitation">
      <header>
        <p className="label">Invited</p>
        <h2 className="people-address">{invitation.email}</h2>
      </header>
      {mailed !== null && (
        <p role="status">
          {mailed
            ? 'A mail is on its way.'
            : 'This house sends no mail: tell them to sign in at the counter with this address.'}
        </p>
      )}
      <dl className="facts">
        <dt>Role</dt>
        <dd>{roleNames[invitation.role]}</dd>
        <dt>By</dt>
        <dd>{invitation.invitedBy ?? 'somebody who is gone'}</dd>
        <dt>Invited</dt>
        <dd>{exactTime(invitation.invitedAt, timeZone)}</dd>
        <dt>Valid until</dt>
        <dd>{exactTime(invitation.expiresAt, timeZone)}</dd>
      </dl>
      {withdraw.error !== null && (
        <p className="act-trouble" role="alert">
          {textOf(withdraw.error)}
        </p>
      )}
      {invitation.changeable ? (
        <Button isDisabled={withdraw.isPending} onPress={() => withdraw.mutate(invitation.id)}>
          Withdraw the invitation
        </Button>
      ) : (
        <p className="quiet">Only an administrator can withdraw this invitation.</p>
      )}
    </aside>
  );
}
