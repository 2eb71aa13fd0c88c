import { type ReactNode, useEffect, useState } from 'react';
import type { PrinterSettings } from '../../../bridge/printer.ts';
import { useDevice } from '../../data/device.tsx';
import { usePaper } from '../../data/paper.tsx';
import { ask } from '../../data/session.ts';
import { Button } from '../../ui/button.tsx';
import { PrinterForm } from './printer-form.tsx';
import { PrinterTest } from './printer-test.tsx';
import { encodingNames } from './printer-draft.ts';

interface PrinterPartProps {
  readonly mayChange: boolean;
  readonly onDrawer: () => void;
}

/** What this till prints on, and whether that works. */
export function PrinterPart({ mayChange, onDrawer }: PrinterPartProps): ReactNode {
  const { bridge } = useDevice();
  const { printer } = usePaper();
  const [settings, setSettings] = useState<PrinterSettings | null>(null);
  useEffect(() => {
    const begin = async (): Promise<void> => setSettings(await ask(bridge.printerSettings()));
    void begin();
  }, [bridge]);
  return (
    <section className="settings-part" aria-labelledby="settings-printer">
      <h2 id="settings-printer">Printer</h2>
      {settings && mayChange && <PrinterForm settings={settings} onKept={setSettings} />}
      {settings && !mayChange && <PrinterFacts settings={settings} />}
      <PrinterTest />
      {printer?.hasDrawer === true && (
        <Button keyName="F5" onPress={onDrawer}>
          Open the drawer, with a reason…
        </Button>
      )}
    </section>
  );
}

function PrinterFacts({ settings: { plan } }: { readonly settings: PrinterSettings }): ReactNode {
  return (
    <>
      <dl className="facts">
        <dt>Printer</dt>
        <dd className="copyable">{plan.address ?? 'None: nothing is printed here'}</dd>
        <dt>Paper</dt>
        <dd>{plan.columns} letters a line</dd>
        <dt>Letters</dt>
        <dd>{encodingNames[plan.encoding]}</dd>
        <dt>Drawer</dt>
        <dd>{plan.hasDrawer ? 'Hangs on the printer' : 'None'}</dd>
        <dt>House</dt>
        <dd>{plan.house ?? 'No name on the papers'}</dd>
      </dl>
      <p className="quiet">A manager can change this.</p>
    </>
  );
}
