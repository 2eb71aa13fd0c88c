import type { ReactNode } from 'react';
import type { Connection } from '../data/connection.ts';

const words: Readonly<Record<Connection['kind'], readonly [name: string, explanation: string]>> = {
  live: ['Live', 'Every change in the hall arrives here at once.'],
  connecting: ['Connecting', 'The line to the server is being opened.'],
  reconnecting: [
    'Reconnecting',
    'The server answers; the live hall is being reopened and refreshed every few seconds.',
  ],
  degraded: ['Degraded', 'The server answers and lacks a part of itself.'],
  offline: ['Offline', 'The server does not answer.'],
};

/** The state of the line: a dot with a shape of its own for each state, and its word. */
export function ConnectionBadge({ connection }: { readonly connection: Connection }): ReactNode {
  const [name, explanation] = words[connection.kind];
  return (
    <span className="badge" data-connection={connection.kind} role="status" title={explanation}>
      <svg width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true">
        {connection.kind === 'live' && <circle r="4" />}
        {(connection.kind === 'connecting' || connection.kind === 'reconnecting') && (
          <circle r="3.6" className="badge-ring" />
        )}
        {connection.kind === 'degraded' && <path d="M0 -5 L5 4 H-5 Z" />}
        {connection.kind === 'offline' && (
          <path className="badge-cross" d="M-3.4 -3.4 L3.4 3.4 M3.4 -3.4 L-3.4 3.4" />
        )}
      </svg>
      {name}
    </span>
  );
}
