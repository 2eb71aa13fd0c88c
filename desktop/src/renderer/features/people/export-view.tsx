import type { Person } from '@foyer/shared/http/people';
import { exportPerson } from '@foyer/shared/http/privacy';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useData } from '../../data/data-layer.tsx';
import { textOf } from '../../data/problem-texts.ts';
import { Button } from '../../ui/button.tsx';

interface ExportViewProps {
  readonly person: Person;
  readonly onClose: () => void;
}

/** Everything that is kept about somebody, as text to copy: this app writes no files. */
export function ExportView({ person, onClose }: ExportViewProps): ReactNode {
  const { call } = useData();
  const exported = useQuery({
    queryKey: ['export', person.id],
    queryFn: () => call(exportPerson, { params: { id: person.id } }),
    // Asked for anew each time, and kept in no memory afterwards: each look is in the audit.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <section className="act-form" aria-label="Export">
      {exported.error !== null && (
        <p className="people-trouble" role="alert">
          {textOf(exported.error)}
        </p>
      )}
      {exported.isPending && <p className="quiet">Gathering…</p>}
      {exported.data && (
        <label className="people-export">
          {`Everything that is kept about ${person.name}, to copy`}
          <textarea
            readOnly
            rows={10}
            value={JSON.stringify(exported.data, null, 2)}
            onFocus={({ currentTarget }) => currentTarget.select()}
          />
        </label>
      )}
      <div className="people-buttons">
        <Button tone="quiet" onPress={onClose}>
          Close the export
        </Button>
      </div>
    </section>
  );
}
