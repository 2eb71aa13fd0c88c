import type { Person } from '@foyer/shared/http/people';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../../ui/button.tsx';
import { Status } from '../../ui/status.tsx';

interface ErasedDetailsProps {
  /** As they were known a moment ago: this is the last that is said of them. */
  readonly person: Pick<Person, 'id' | 'name'>;
  readonly onRead: () => void;
}

/** In the place of somebody who has just been erased, until it is read. */
export function ErasedDetails({ person, onRead }: ErasedDetailsProps): ReactNode {
  const place = useRef<HTMLElement>(null);
  useEffect(() => place.current?.querySelector('button')?.focus(), []);
  return (
    <aside ref={place} className="details" aria-label="Person">
      <header>
        <p className="label">Person</p>
        <h2>{person.name}</h2>
      </header>
      <dl className="facts">
        <dt>Status</dt>
        <dd>
          <Status tone="bad">Erased</Status>
        </dd>
        <dt>Number</dt>
        <dd className="mono">{person.id}</dd>
      </dl>
      <p role="status">
        {person.name} has been erased. What was sold and the audit keep the number, which leads to nobody.
      </p>
      <Button tone="primary" keyName="Enter" onPress={onRead}>
        Back to the list
      </Button>
    </aside>
  );
}
