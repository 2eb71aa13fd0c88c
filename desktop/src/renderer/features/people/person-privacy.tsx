import type { Person } from '@foyer/shared/http/people';
import { type ReactNode, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { focusChosenRow } from '../../ui/chosen-row.ts';
import { EraseForm } from './erase-form.tsx';
import { ExportView } from './export-view.tsx';

interface PersonPrivacyProps {
  readonly person: Person;
  readonly onErased: () => void;
}

/** What a person may ask of a house that keeps data about them, for whoever answers to that. */
export function PersonPrivacy({ person, onErased }: PersonPrivacyProps): ReactNode {
  const [open, setOpen] = useState<'export' | 'erase' | null>(null);
  const close = (): void => {
    setOpen(null);
    focusChosenRow();
  };
  if (open === 'export') return <ExportView person={person} onClose={close} />;
  if (open === 'erase') return <EraseForm person={person} onErased={onErased} onClose={close} />;
  return (
    <div className="people-buttons">
      <Button onPress={() => setOpen('export')}>Export data</Button>
      {person.changeable && <Button onPress={() => setOpen('erase')}>Erase…</Button>}
    </div>
  );
}
