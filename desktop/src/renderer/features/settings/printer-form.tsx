import { type ReactNode, useId, useState } from 'react';
import type { PrinterField, PrinterSettings } from '../../../bridge/printer.ts';
import { useDevice } from '../../data/device.tsx';
import { ask } from '../../data/session.ts';
import { Button } from '../../ui/button.tsx';
import { Segments } from '../../ui/segments.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { draftOf, encodingNames, faultOf, planOf, refusalWords } from './printer-draft.ts';

interface PrinterFormProps {
  readonly settings: PrinterSettings;
  readonly onKept: (settings: PrinterSettings) => void;
}

const encodings = (['multilingual', 'cp858'] as const).map((id) => ({ id, name: encodingNames[id] }));
const yesOrNo = [
  { id: 'yes', name: 'Yes' },
  { id: 'no', name: 'No' },
] as const;

/** The printer by hand. What the environment has fixed is shown and can't be changed here. */
export function PrinterForm({ settings, onKept }: PrinterFormProps): ReactNode {
  const { bridge } = useDevice();
  const [draft, setDraft] = useState(() => draftOf(settings.plan));
  const [said, setSaid] = useState<{ readonly isTrouble: boolean; readonly words: string } | null>(null);
  const fixedId = useId();
  const { fixed } = settings;
  const isFixed = (field: PrinterField): boolean => fixed.includes(field);
  const change = (part: Partial<typeof draft>): void => {
    setDraft({ ...draft, ...part });
    setSaid(null);
  };
  const keep = async (): Promise<void> => {
    const fault = faultOf(draft);
    if (fault !== null) return setSaid({ isTrouble: true, words: fault });
    const answer = await ask(bridge.setPrinter(planOf(draft)));
    if (answer.kind !== 'kept') return setSaid({ isTrouble: true, words: refusalWords[answer.kind] });
    onKept(answer.settings);
    setDraft(draftOf(answer.settings.plan));
    setSaid({ isTrouble: false, words: 'Kept. From here on prints go there.' });
  };
  return (
    <div className="settings-form" aria-describedby={fixed.length > 0 ? fixedId : undefined} role="group">
      <TextField
        label="Address in the network; empty prints nothing"
        placeholder="10.0.0.20:9100"
        value={draft.address}
        isDisabled={isFixed('address')}
        onChange={(address) => change({ address })}
        onEnter={() => void keep()}
      />
      <TextField
        label="Letters a line: 42 or 48 on 80 mm, 32 on 58 mm"
        longest={2}
        value={draft.columns}
        isDisabled={isFixed('columns')}
        onChange={(columns) => change({ columns: columns.replaceAll(/\D/g, '') })}
        onEnter={() => void keep()}
      />
      <Segments
        label="Letters that the printer knows"
        options={encodings}
        chosen={draft.encoding}
        isDisabled={isFixed('encoding')}
        onChoose={(encoding) => change({ encoding })}
      />
      <Segments
        label="A drawer hangs on it"
        options={yesOrNo}
        chosen={draft.drawer}
        isDisabled={isFixed('hasDrawer')}
        onChoose={(drawer) => change({ drawer })}
      />
      <TextField
        label="Name of the house, on every paper"
        longest={100}
        value={draft.house}
        isDisabled={isFixed('house')}
        onChange={(house) => change({ house })}
        onEnter={() => void keep()}
      />
      {fixed.length > 0 && (
        <p className="quiet" id={fixedId}>
          What can’t be changed here is fixed by this machine’s environment (FOYER_PRINTER and others).
        </p>
      )}
      {said && (
        <p className={said.isTrouble ? 'settings-trouble' : ''} role={said.isTrouble ? 'alert' : 'status'}>
          {said.words}
        </p>
      )}
      <Button keyName="Enter" onPress={() => void keep()}>
        Keep these
      </Button>
    </div>
  );
}
