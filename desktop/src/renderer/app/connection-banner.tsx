import { CloudOff, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Connection } from '../data/connection.ts';
import { Button } from '../ui/button.tsx';

/** Pushes the screen down by one line while something is wrong: not to be overlooked, and not in the way. */
export function ConnectionBanner({
  connection,
  onAsk,
}: {
  readonly connection: Connection;
  readonly onAsk: () => void;
}): ReactNode {
  if (connection.kind === 'offline')
    return (
      <div className="banner" role="alert">
        <CloudOff size={16} aria-hidden="true" />
        <span>
          <strong>The server doesn’t answer.</strong> What you see may be old and nothing can be sold; the
          counter goes on by itself as soon as the line is back.
        </span>
        <Button onPress={onAsk}>Ask now</Button>
      </div>
    );
  if (connection.kind === 'degraded')
    return (
      <div className="banner banner-soft" role="alert">
        <TriangleAlert size={16} aria-hidden="true" />
        <span>
          <strong>The server is degraded.</strong> {consequence(connection.lacks)}
        </span>
      </div>
    );
  return null;
}

function consequence(lacks: readonly ('mongo' | 'redis')[]): string {
  if (lacks.includes('mongo')) return 'The ledger is out of reach: nothing can be sold until it is back.';
  if (lacks.includes('redis')) return 'Seats can’t be held until it has recovered; sold ones are safe.';
  return 'Some answers may be slow.';
}
