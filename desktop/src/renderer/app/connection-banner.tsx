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
      <div className="banner banner-degraded" role="alert" data-lacks={connection.lacks.join(' ')}>
        <TriangleAlert size={18} aria-hidden="true" />
        <span>
          <strong>Degraded.</strong> {consequence(connection.lacks)}
        </span>
      </div>
    );
  return null;
}

function consequence(lacks: readonly ('mongo' | 'redis')[]): string {
  if (lacks.includes('mongo')) return 'The ledger is out of reach: nothing can be sold until it is back.';
  if (lacks.includes('redis'))
    return 'Go on selling: the ledger decides, and no seat is sold twice. Seats can’t be held, so a chosen one may go to another till first.';
  return 'Some answers may be slow.';
}
