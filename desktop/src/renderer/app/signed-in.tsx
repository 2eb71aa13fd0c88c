import { CloudOff, Store } from 'lucide-react';
import type { ReactNode } from 'react';
import { textOf } from '../data/problem-texts.ts';
import { useMe } from '../data/queries.ts';
import { Button } from '../ui/button.tsx';
import { Notice, Skeleton } from '../ui/notice.tsx';
import { Counter } from './counter.tsx';

interface SignedInProps {
  readonly keeps: 'key-store' | 'memory';
  readonly onSignOut: () => void;
}

/** Asks who is here and what they may do, and opens the counter for those who may sell. */
export function SignedIn({ keeps, onSignOut }: SignedInProps): ReactNode {
  const me = useMe();
  if (me.isPending) return <Skeleton lines={8} label="Opening the counter" />;
  if (!me.data)
    return (
      <main className="whole">
        <Notice
          icon={CloudOff}
          title="The counter can’t open"
          tone="trouble"
          action={
            <span className="row">
              <Button tone="primary" onPress={() => void me.refetch()}>
                Try again
              </Button>
              <Button onPress={onSignOut}>Sign out</Button>
            </span>
          }
        >
          {textOf(me.error)}
        </Notice>
      </main>
    );
  if (!me.data.abilities.includes('tender.cash'))
    return (
      <main className="whole">
        <Notice
          icon={Store}
          title="This is the counter"
          action={
            <Button tone="primary" onPress={onSignOut}>
              Sign out
            </Button>
          }
        >
          Your account, <span className="copyable">{me.data.user.email}</span>, can’t sell here. Ask a manager
          to make you a cashier, or sign in with another account.
        </Notice>
      </main>
    );
  return <Counter me={me.data} keeps={keeps} onSignOut={onSignOut} />;
}
