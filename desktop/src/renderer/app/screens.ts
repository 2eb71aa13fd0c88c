import type { Ability } from '@foyer/shared/roles';

export type Screen =
  | 'sell'
  | 'bookings'
  | 'door'
  | 'shift'
  | 'approvals'
  | 'people'
  | 'tills'
  | 'audit'
  | 'settings';

export interface ScreenEntry {
  readonly id: Screen;
  readonly name: string;
}

/** The screens a person may open, in the order of the header; the settings are in the account's menu. */
export function screensFor(abilities: readonly Ability[]): readonly ScreenEntry[] {
  const audit: readonly ScreenEntry[] = abilities.includes('audit.view')
    ? [{ id: 'audit', name: 'Audit' }]
    : [];
  const people: readonly ScreenEntry[] = abilities.includes('people.view')
    ? [{ id: 'people', name: 'People' }]
    : [];
  const tills: readonly ScreenEntry[] = abilities.includes('tills.manage')
    ? [{ id: 'tills', name: 'Tills' }]
    : [];
  const approvals: readonly ScreenEntry[] = abilities.includes('approvals.decide')
    ? [{ id: 'approvals', name: 'Approvals' }]
    : [];
  const door: readonly ScreenEntry[] = abilities.includes('tickets.admit')
    ? [{ id: 'door', name: 'Door' }]
    : [];
  const shift: readonly ScreenEntry[] = abilities.includes('shift.run')
    ? [{ id: 'shift', name: 'Shift' }]
    : [];
  return [
    { id: 'sell', name: 'Sell' },
    { id: 'bookings', name: 'Bookings' },
    ...door,
    ...shift,
    ...approvals,
    ...people,
    ...tills,
    ...audit,
  ];
}

/** What to say in the place of a screen whose contracts need a session begun by Google; null for the others. */
export function needsGoogle(screen: Screen): string | null {
  if (screen === 'people') return 'Sign in with Google to see the people';
  if (screen === 'tills') return 'Sign in with Google to see the tills';
  return null;
}
