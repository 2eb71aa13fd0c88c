import { removePin, setPin } from '@foyer/shared/http/pin';
import type { Me } from '@foyer/shared/http/sign-in';
import { Pin } from '@foyer/shared/rules/pin';
import { type ReactNode, useRef, useState } from 'react';
import { useChange } from '../../data/use-change.ts';
import { textOf } from '../../data/problem-texts.ts';
import { ActForm } from '../../ui/act-form.tsx';
import { Button } from '../../ui/button.tsx';
import { PanelDialog } from '../../ui/panel-dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { exactTime } from '../../ui/when.ts';
import { GoogleNeeded } from '../sign-in/google-needed.tsx';
import './till.css';

interface OwnPinDialogProps {
  readonly me: Me;
  readonly timeZone: string;
  readonly onClose: () => void;
}

/** The reader's own PIN: to set it, to change it, to take it away. */
export function OwnPinDialog({ me, timeZone, onClose }: OwnPinDialogProps): ReactNode {
  return (
    <PanelDialog title="My PIN" onClose={onClose}>
      {me.signedInBy === 'PIN' ? (
        <>
          <GoogleNeeded title="Sign in with Google to change your PIN" />
          <Button tone="quiet" keyName="Esc" onPress={onClose}>
            Close
          </Button>
        </>
      ) : (
        <OwnPin me={me} timeZone={timeZone} onClose={onClose} />
      )}
    </PanelDialog>
  );
}

function OwnPin({ me, timeZone, onClose }: OwnPinDialogProps): ReactNode {
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const set = useChange(['me'], (call, pin: string) => call(setPin, { body: { pin } }), onClose);
  const remove = useChange(['me'], (call, _nothing: null) => call(removePin, {}), onClose);
  const isReady = Pin.safeParse(first).success && first === second;
  const keep = (): void => {
    if (!isReady || set.isPending) return;
    set.mutate(first);
    setFirst('');
    setSecond('');
    field.current?.focus();
  };
  return (
    <div className="own-pin">
      <p className="quiet">
        {me.pin === null
          ? 'With a PIN you can take over any till where you have signed in with Google before.'
          : `You have a PIN. It works until ${exactTime(me.pin.expiresAt, timeZone)}; each sign-in with Google extends that.`}
      </p>
      <ActForm
        name="PIN"
        act={me.pin === null ? 'Set the PIN' : 'Change the PIN'}
        leave="Leave it"
        isReady={isReady}
        isPending={set.isPending}
        error={set.error}
        onAct={keep}
        onLeave={onClose}
      >
        <TextField
          label="4 to 8 digits"
          type="pin"
          longest={8}
          value={first}
          onChange={setFirst}
          ref={field}
          onEnter={keep}
        />
        <TextField
          label="The same again"
          type="pin"
          longest={8}
          value={second}
          onChange={setSecond}
          onEnter={keep}
        />
        {second.length >= first.length && second !== '' && second !== first && (
          <p className="act-trouble">The two are not the same.</p>
        )}
      </ActForm>
      {me.pin !== null && (
        <Button isDisabled={remove.isPending} onPress={() => remove.mutate(null)}>
          Remove my PIN
        </Button>
      )}
      {remove.error !== null && (
        <p className="act-trouble" role="alert">
          {textOf(remove.error)}
        </p>
      )}
    </div>
  );
}
