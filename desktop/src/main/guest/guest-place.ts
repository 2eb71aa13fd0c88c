import { type Bounds, visibleBounds } from '../window-places.ts';

export interface DisplayFacts {
  readonly id: number;
  readonly bounds: Bounds;
  readonly workArea: Bounds;
}

export interface GuestPlace {
  readonly bounds: Bounds;
  /** On a display of its own it fills that; else it is a window beside the counter's. */
  readonly isWhole: boolean;
}

const [width, height] = [960, 600];

/** Where the guest screen goes: the display that the counter is not on, the one of last time first. */
export function guestPlace(
  displays: readonly DisplayFacts[],
  counterDisplay: number,
  kept: Bounds | null,
): GuestPlace | null {
  const others = displays.filter(({ id }) => id !== counterDisplay);
  const before = others.find(({ bounds }) => kept !== null && isSame(bounds, kept));
  const other = before ?? others[0];
  if (other) return { bounds: other.bounds, isWhole: true };
  const [own] = displays;
  if (!own) return null;
  const areas = displays.map(({ workArea }) => workArea);
  return { bounds: visibleBounds(kept, areas) ?? corner(own.workArea), isWhole: false };
}

/** Whether a guest would see it without covering the counter. */
export function hasOwnDisplay(displays: readonly DisplayFacts[], counterDisplay: number): boolean {
  return displays.some(({ id }) => id !== counterDisplay);
}

function corner(area: Bounds): Bounds {
  return { x: area.x + area.width - width, y: area.y + area.height - height, width, height };
}

function isSame(one: Bounds, other: Bounds): boolean {
  return one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;
}
