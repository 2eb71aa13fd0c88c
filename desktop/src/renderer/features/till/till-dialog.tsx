import { type ReactNode, useState } from 'react';
import { useDevice } from '../../data/device.tsx';
import { Button } from '../../ui/button.tsx';
import { PanelDialog } from '../../ui/panel-dialog.tsx';
import { EnrolForm } from './enrol-form.tsx';

/** Which till this device is, or the way to make it one. */
export function TillDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { bridge, till } = useDevice();
  const [isSure, setSure] = useState(false);
  if (till.till === null)
    return (
      <PanelDialog title="Enrol this till" onClose={onClose}>
        <EnrolForm onLeave={onClose} />
      </PanelDialog>
    );
  return (
    <PanelDialog title={`Till ${till.till.name}`} onClose={onClose}>
      <p className="quiet">
        {till.keeps === 'key-store'
          ? 'This device stays this till after a restart.'
          : 'No key store on this machine: after a restart it has to be enrolled again.'}
      </p>
      {isSure ? (
        <>
          <p>
            You will be signed out, and nobody can sign in by PIN here until a manager’s code enrols this
            device again.
          </p>
          <Button onPress={() => void bridge.forgetTill()}>Forget the till and sign out</Button>
        </>
      ) : (
        <Button onPress={() => setSure(true)}>Forget this till…</Button>
      )}
      <Button tone="quiet" keyName="Esc" onPress={onClose}>
        Close
      </Button>
    </PanelDialog>
  );
}
