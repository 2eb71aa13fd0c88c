import type { Frame } from './frame.ts';

/** What part of the hall is on screen: how many times larger than when it fits, and around which point. */
export interface Zoom {
  readonly times: number;
  readonly x: number;
  readonly y: number;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

export const fitted: Zoom = { times: 1, x: 0, y: 0 };

const step = 1.4;
/** Five steps: then a seat is as wide as a thumb in the largest hall. */
const most = step ** 5;
/** How far a seat stays from the edge, in seat widths. */
const margin = 1.2;

/** Larger around a point; the point stays where it is on screen. */
export function zoomIn(zoom: Zoom, frame: Frame, around: Place): Zoom {
  return zoomTo(zoom, frame, { times: Math.min(most, zoom.times * step), around });
}

export function zoomOut(zoom: Zoom, frame: Frame, around: Place): Zoom {
  const times = zoom.times / step;
  return times < 1.01 ? fitted : zoomTo(zoom, frame, { times, around });
}

function zoomTo(
  zoom: Zoom,
  frame: Frame,
  { times, around }: { readonly times: number; readonly around: Place },
): Zoom {
  const { x, y } = boxOf(zoom, frame).centre;
  const share = zoom.times / times;
  return within({ times, x: around.x + (x - around.x) * share, y: around.y + (y - around.y) * share }, frame);
}

/** Moved by so many seat widths. */
export function moved(zoom: Zoom, frame: Frame, by: Place): Zoom {
  if (zoom.times === 1) return zoom;
  return within({ ...zoom, x: zoom.x + by.x, y: zoom.y + by.y }, frame);
}

/** Moved as little as needed to have a seat on screen with its neighbours. */
export function keepInSight(zoom: Zoom, frame: Frame, seat: Place): Zoom {
  if (zoom.times === 1) return zoom;
  const { width, height } = boxOf(zoom, frame);
  const reach = { x: Math.max(0, width / 2 - margin), y: Math.max(0, height / 2 - margin) };
  const x = clamp(zoom.x, seat.x - reach.x, seat.x + reach.x);
  const y = clamp(zoom.y, seat.y - reach.y, seat.y + reach.y);
  return x === zoom.x && y === zoom.y ? zoom : within({ ...zoom, x, y }, frame);
}

/** The part of the frame that is on screen, in seat widths. */
export function boxOf({ times, x, y }: Zoom, frame: Frame) {
  const [wide, high] = [frame.right - frame.left, frame.bottom - frame.top];
  const [width, height] = [wide / times, high / times];
  const middle = { x: frame.left + wide / 2, y: frame.top + high / 2 };
  const centre = times === 1 ? middle : { x, y };
  return { left: centre.x - width / 2, top: centre.y - height / 2, width, height, centre };
}

function within(zoom: Zoom, frame: Frame): Zoom {
  const [halfWide, halfHigh] = [
    (frame.right - frame.left) / zoom.times / 2,
    (frame.bottom - frame.top) / zoom.times / 2,
  ];
  return {
    ...zoom,
    x: clamp(zoom.x, frame.left + halfWide, frame.right - halfWide),
    y: clamp(zoom.y, frame.top + halfHigh, frame.bottom - halfHigh),
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
