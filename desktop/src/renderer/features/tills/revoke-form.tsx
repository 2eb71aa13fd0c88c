import { revokeTill, type Till } from '@foyer/shared/http/tills';
import { type ReactNode, useState } from 'react';
import { ActForm } from '../../ui/act-form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useTillsAct } from './use-tills-act.ts';

interface RevokeFormProps {
  readonly till: Till;
  readonly onClose: () => void;
}

export function RevokeForm({ till, onClose }: RevokeFormProps): ReactNode {
  const [reason, setReason] = useState('');
  const act = useTillsAct(
    (call, said: string) => call(revokeTill, { params: { id: till.id }, body: { reason: said } }),
    onClose,
  );
  const said = reason.trim();
  const revoke = (): void => {
    if (said !== '' && !act.isPending) act.mutate(said);
  };
  return (
    <ActForm
      name="Revoke"
      act={`Revoke ${till.name}`}
      leave="Leave the till as it is"
      isReady={said !== ''}
      isPending={act.isPending}
      error={act.error}
      onAct={revoke}
      onLeave={onClose}
    >
      <p className="quiet">
        Whoever is signed in at {till.name} is signed out at once, and the device stops being a till. What was
        sold there stays on record. A revoked till can’t be brought back; add a new one instead.
      </p>
      <TextField label="Reason, for the audit" value={reason} onChange={setReason} onEnter={revoke} />
    </ActForm>
  );
}
