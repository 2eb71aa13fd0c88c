import type { ReactNode } from 'react';
import { useDevice } from '../../data/device.tsx';

/** What somebody who helps from afar asks first. */
export function MachinePart(): ReactNode {
  const { info, till } = useDevice();
  const lock = info.lockMinutes === 0 ? 'Never' : `After ${info.lockMinutes} minutes without a touch`;
  return (
    <section className="settings-part" aria-labelledby="settings-machine">
      <h2 id="settings-machine">This machine</h2>
      <dl className="facts">
        <dt>Till</dt>
        <dd>{till.till?.name ?? 'None: a manager enrols this device'}</dd>
        <dt>Server</dt>
        <dd className="copyable">{info.apiUrl}</dd>
        <dt>Foyer</dt>
        <dd className="copyable">{info.version}</dd>
        <dt>Built on</dt>
        <dd className="copyable">
          Electron {info.electron}, Chromium {info.chromium}
        </dd>
        {till.till && (
          <>
            <dt>Locks</dt>
            <dd>{lock}</dd>
          </>
        )}
      </dl>
    </section>
  );
}
