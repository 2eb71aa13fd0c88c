import { keptChoice } from '../../ui/kept-choice.ts';

/** What the staff call this door; it stands in the audit and in the answer to a second scan. Empty: the till's name. */
export const { keep: keepDoorPlace, useValue: useDoorPlace } = keptChoice<string>({
  storageKey: 'foyer:door-place',
  parse: (kept) => (kept ?? '').slice(0, 40),
});
