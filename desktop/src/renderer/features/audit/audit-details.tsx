import type { AuditEntry } from '@foyer/shared/audit';
import { BookingId } from '@foyer/shared/ids';
import type { ReactNode } from 'react';
import { useBookingsById } from '../../data/approval-queries.ts';
import { roleNames } from '../../data/role-names.ts';
import { exactTime } from '../../ui/when.ts';
import { actionNames } from './action-names.ts';
import './audit-details.css';
import { actorOf, type Names, noteOf, placeOf, reasonOf, sentenceOf } from './entry-words.ts';
import { changesOf } from './facts.ts';

interface AuditDetailsProps {
  readonly entry: AuditEntry;
  readonly names: Names;
  readonly timeZone: string;
}

/** One entry in full: in words first, its bare ids last. */
export function AuditDetails({ entry, names, timeZone }: AuditDetailsProps): ReactNode {
  const changes = changesOf(entry.before, entry.after, names);
  const reference = useReferenceOf(entry);
  const { role } = entry.actor;
  const actor = actorOf(entry, names);
  const told: readonly Fact[] = [
    ['By', actor === null ? null : `${actor}${role === null ? '' : `, ${roleNames[role].toLowerCase()}`}`],
    ['Till', placeOf(entry, names)],
    ['Booking', reference],
    ['Reason', reasonOf(entry)],
    ['Note', noteOf(entry)],
  ];
  const ids: readonly Fact[] = [
    ['action', entry.action],
    [entry.target.kind, entry.target.id],
    ['showtime', entry.showtimeId],
    ['actor', entry.actor.id],
    ['till', entry.till],
    ['request', entry.requestId],
    ['trace', entry.traceId],
  ];
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it has no control in it: this is how the keyboard scrolls it
    <aside className="details" aria-label="Entry" tabIndex={0}>
      <header>
        <p className="label">Entry {entry.seq}</p>
        <h2>{actionNames[entry.action]}</h2>
        <p className="quiet">{exactTime(entry.at, timeZone)}</p>
      </header>
      <p data-sentence>{sentenceOf(entry, names)}</p>
      <Facts facts={told} />
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
      <Facts facts={ids} isMono />
    </aside>
  );
}

type Fact = readonly [name: string, value: string | null];

function Facts({
  facts,
  isMono = false,
}: {
  readonly facts: readonly Fact[];
  readonly isMono?: boolean;
}): ReactNode {
  return (
    <dl className="facts">
      {facts.map(([name, value]) =>
        value === null ? null : (
          <div key={name} className="facts-row">
            <dt>{name}</dt>
            <dd className={isMono ? 'mono' : undefined}>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** What a booking is called at the counter, where the entry is about one. */
function useReferenceOf({ target, after }: AuditEntry): string | null {
  const said = BookingId.safeParse(target.kind === 'booking' ? target.id : after?.['bookingId']).data;
  const bookings = useBookingsById(said === undefined ? [] : [said]);
  return (said && bookings.get(said)?.reference) ?? null;
}
