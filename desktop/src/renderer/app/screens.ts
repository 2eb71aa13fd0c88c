import type { Ability } from '@foyer/shared/roles';

export type Screen = 'sell' | 'bookings' | 'approvals' | 'people' | 'audit';

export interface ScreenEntry {
  readonly id: Screen;
  readonly name: string;
}

/** The screens a person may open, in the order of the header. */
export function screensFor(abilities: readonly Ability[]): readonly ScreenEntry[] {
  const audit: readonly ScreenEntry[] = abilities.includes('audit.view')
    ? [{ id: 'audit', name: 'Audit' }]
    : [];
  const people: readonly ScreenEntry[] = abilities.includes('people.view')
    ? [{ id: 'people', name: 'People' }]
    : [];
  const approvals: readonly ScreenEntry[] = abilities.includes('approvals.decide')
    ? [{ id: 'approvals', name: 'Approvals' }]
    : [];
  return [
    { id: 'sell', name: 'Sell' },
    { id: 'bookings', name: 'Bookings' },
    ...approvals,
    ...people,
    ...audit,
  ];
}
