import type { AuditEntry } from '@foyer/shared/audit';
import type { ReactNode } from 'react';
import { exactTime } from '../../ui/when.ts';
import './audit-details.css';
import { changesOf } from './facts.ts';

/** One entry in full. */
export function AuditDetails({
  entry,
  timeZone,
}: {
  readonly entry: AuditEntry;
  readonly timeZone: string;
}): ReactNode {
  const changes = changesOf(entry.before, entry.after);
  const ids: readonly (readonly [name: string, id: string | null])[] = [
    [entry.target.kind, entry.target.id],
    ['showtime', entry.showtimeId],
    ['actor', entry.actor.id],
    ['till', entry.till],
    ['request', entry.requestId],
    ['trace', entry.traceId],
  ];
  return (
    <aside className="details" aria-label="Entry">
      <header>
        <p className="label">Entry {entry.seq}</p>
        <h2>{entry.action}</h2>
        <p className="quiet">{exactTime(entry.at, timeZone)}</p>
      </header>
      {entry.reason !== null && <p>{entry.reason}</p>}
      {changes.length > 0 && (
        <table className="changes">
          <thead>
            <tr>
              <th scope="col">Fact</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ name, before, after }) => (
              <tr key={name} data-same={before === after || undefined}>
                <th scope="row">{name}</th>
                <td>{before ?? '–'}</td>
                <td>{after ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <dl className="facts">
        {ids.map(([name, id]) =>
          id === null ? null : (
            <div key={name} className="facts-row">
              <dt>{name}</dt>
              <dd className="mono">{id}</dd>
            </div>
          ),
        )}
      </dl>
    </aside>
  );
}
