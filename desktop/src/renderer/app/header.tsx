import type { Me } from '@foyer/shared/http/sign-in';
import type { ReactNode } from 'react';
import type { Connection } from '../data/connection.ts';
import { PaperChip } from '../features/paper/paper-chip.tsx';
import { useNow } from '../ui/use-now.ts';
import { clockTime } from '../ui/when.ts';
import { type AccountAct, AccountMenu } from './account-menu.tsx';
import { ConnectionBadge } from './connection-badge.tsx';
import { Mark } from './mark.tsx';
import type { Screen, ScreenEntry } from './screens.ts';

interface HeaderProps {
  readonly me: Me;
  readonly keeps: 'key-store' | 'memory';
  readonly screens: readonly ScreenEntry[];
  readonly screen: Screen;
  readonly timeZone: string;
  readonly connection: Connection;
  readonly onScreen: (screen: Screen) => void;
  readonly onAccount: (act: AccountAct) => void;
  readonly onPaper: () => void;
  /** What waits at another place of the program. */
  readonly children?: ReactNode;
}

export function Header(props: HeaderProps): ReactNode {
  const { me, keeps, screens, screen, timeZone, connection, onScreen, onAccount, onPaper } = props;
  const now = useNow(1_000);
  return (
    <header className="header">
      <span className="brand">
        <Mark size={22} />
        Foyer
      </span>
      <nav aria-label="Screens">
        {screens.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            className="tab"
            aria-current={id === screen ? 'page' : undefined}
            onClick={() => onScreen(id)}
          >
            {name}
          </button>
        ))}
      </nav>
      <div className="header-end">
        {props.children}
        <PaperChip onOpen={onPaper} />
        <ConnectionBadge connection={connection} />
        <AccountMenu me={me} keeps={keeps} onAct={onAccount} />
        <time className="clock">{clockTime(now, timeZone)}</time>
      </div>
    </header>
  );
}
