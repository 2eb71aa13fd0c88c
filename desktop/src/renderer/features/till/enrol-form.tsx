import { EnrolCode } from '@foyer/shared/rules/enrol-code';
import { type ReactNode, useState } from 'react';
import { errorOf, useDevice } from '../../data/device.tsx';
import { ask } from '../../data/session.ts';
import { ActForm } from '../../ui/act-form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import './till.css';

interface EnrolFormProps {
  readonly onLeave: () => void;
}

/** Makes this device a till with the code that a manager reads out. */
export function EnrolForm({ onLeave }: EnrolFormProps): ReactNode {
  const { bridge, session, till } = useDevice();
  const [typed, setTyped] = useState('');
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const code = EnrolCode.safeParse(typed);
  const enrol = async (): Promise<void> => {
    if (!code.success || isPending) return;
    setPending(true);
    setError(null);
    const answer = await ask(bridge.enrolTill({ code: code.data })).catch(
      () => ({ kind: 'unreachable' }) as const,
    );
    setPending(false);
    if (answer.kind !== 'enrolled') setError(errorOf(answer));
  };
  return (
    <ActForm
      name="Enrol this till"
      act={isPending ? 'Enrolling …' : 'Enrol this till'}
      leave="Not now"
      isReady={code.success}
      isPending={isPending}
      error={error}
      onAct={() => void enrol()}
      onLeave={onLeave}
    >
      <p className="quiet">
        A manager adds a till under Tills and reads its code out.
        {session.kind === 'signed-in' &&
          ' You are signed out when it is done; sign in again at the new till.'}
        {till.keeps === 'memory' &&
          ' This machine has no key store: after a restart the till has to be enrolled again.'}
      </p>
      <div className="till-code-field">
        <TextField
          label="Code, twelve letters and digits"
          placeholder="XXXX-XXXX-XXXX"
          longest={32}
          value={typed}
          onChange={setTyped}
          onEnter={() => void enrol()}
        />
      </div>
    </ActForm>
  );
}
