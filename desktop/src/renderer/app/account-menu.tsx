import type { Me } from '@foyer/shared/http/sign-in';
import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
} from 'react-aria-components';
import { useDevice } from '../data/device.tsx';
import { roleNames } from '../data/role-names.ts';
import { Key } from '../ui/key.tsx';
import { keepTheme, type Theme, themeNames, useTheme } from './theme.ts';

/** What the menu leads to. */
export type AccountAct = 'switch' | 'guest-screen' | 'own-pin' | 'till' | 'settings' | 'sign-out';

const acts: readonly AccountAct[] = ['switch', 'guest-screen', 'own-pin', 'till', 'settings', 'sign-out'];

interface AccountMenuProps {
  readonly me: Me;
  readonly keeps: 'key-store' | 'memory';
  readonly onAct: (act: AccountAct) => void;
}

/** Who is here and at which till, how it looks, and the ways out. */
export function AccountMenu({ me, keeps, onAct }: AccountMenuProps): ReactNode {
  const { till } = useDevice();
  const theme = useTheme();
  const themes = Object.keys(themeNames) as Theme[];
  return (
    <MenuTrigger>
      <AriaButton className="account">
        <span className="visually-hidden">Account of </span>
        <span className="account-name">{me.user.name}</span>{' '}
        <span className="account-role">{roleNames[me.user.role]}</span>
        <ChevronDown size={14} aria-hidden="true" />
      </AriaButton>
      <Popover className="popover account-popover" placement="bottom end">
        <p className="account-about">
          <span className="copyable">{me.user.email}</span>
          <span className="quiet">
            {keeps === 'key-store'
              ? 'This till stays signed in after a restart.'
              : 'No key store on this machine: you sign in again after a restart.'}
          </span>
        </p>
        <Menu
          className="list"
          onAction={(key) => {
            const act = acts.find((name) => name === key);
            if (act) onAct(act);
          }}
        >
          <MenuSection
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[theme]}
            onSelectionChange={(keys) => {
              const next = themes.find((name) => keys !== 'all' && keys.has(name));
              if (next) keepTheme(next);
            }}
          >
            <Header className="label menu-head">Look</Header>
            {themes.map((id) => (
              <MenuItem key={id} id={id} className="list-item">
                {themeNames[id]}
              </MenuItem>
            ))}
          </MenuSection>
          <MenuSection>
            <Header className="label menu-head">
              {till.till ? `Till ${till.till.name}` : 'Session'}
              {me.signedInBy === 'PIN' && ', by PIN'}
            </Header>
            <MenuItem id="switch" className="list-item" textValue="Switch cashier">
              <span>Switch cashier</span>
              <Key name="F6" />
            </MenuItem>
            <MenuItem id="guest-screen" className="list-item" textValue="Guest screen">
              <span>Guest screen</span>
              <Key name="F12" />
            </MenuItem>
            {me.abilities.includes('pin.set') && (
              <MenuItem id="own-pin" className="list-item">
                My PIN…
              </MenuItem>
            )}
            <MenuItem id="till" className="list-item">
              {till.till ? 'This till…' : 'Enrol this till…'}
            </MenuItem>
            <MenuItem id="settings" className="list-item" textValue="Settings">
              <span>Settings…</span>
              <span className="keys">
                <Key name="Ctrl" /> <Key name="," />
              </span>
            </MenuItem>
            <MenuItem id="sign-out" className="list-item">
              Sign out
            </MenuItem>
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
