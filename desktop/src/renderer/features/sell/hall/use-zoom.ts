import type { Seat } from '@foyer/shared/http/seat-map';
import { type RefObject, useEffect, useState } from 'react';
import { usePageKeys } from '../../../ui/use-page-keys.ts';
import { type Frame, unit } from './frame.ts';
import { fitted, keepInSight, moved, type Place, type Zoom, zoomIn, zoomOut } from './zoom.ts';

export interface ZoomControls {
  readonly zoom: Zoom;
  readonly larger: () => void;
  readonly smaller: () => void;
  readonly fit: () => void;
}

/** Zoom by keys (+, -, 0), wheel and dragging; the seat under the cursor stays on screen as the cursor moves. */
export function useZoom(
  map: RefObject<SVGSVGElement | null>,
  frame: Frame,
  cursor: Seat | undefined,
): ZoomControls {
  const [zoom, setZoom] = useState(fitted);
  const [followed, setFollowed] = useState(cursor?.id);
  if (followed !== cursor?.id) {
    setFollowed(cursor?.id);
    if (cursor) setZoom((now) => keepInSight(now, frame, cursor));
  }
  const { x, y } = cursor ?? { x: (frame.left + frame.right) / 2, y: (frame.top + frame.bottom) / 2 };
  const larger = (): void => setZoom((now) => keepInSight(zoomIn(now, frame, { x, y }), frame, { x, y }));
  const smaller = (): void => setZoom((now) => keepInSight(zoomOut(now, frame, { x, y }), frame, { x, y }));
  const fit = (): void => setZoom(fitted);
  usePageKeys((key) => {
    const act = { '+': larger, '=': larger, '-': smaller, '0': fit }[key];
    act?.();
    return act !== undefined;
  });
  useEffect(
    () => followWheel(map.current, (wheel) => setZoom((now) => turned(now, frame, wheel))),
    [map, frame],
  );
  useEffect(() => followDrag(map.current, (by) => setZoom((now) => moved(now, frame, by))), [map, frame]);
  return { zoom, larger, smaller, fit };
}

interface Wheel {
  readonly isUp: boolean;
  readonly at: Place;
}

function turned(zoom: Zoom, frame: Frame, { isUp, at }: Wheel): Zoom {
  return isUp ? zoomIn(zoom, frame, at) : zoomOut(zoom, frame, at);
}

function followWheel(map: SVGSVGElement | null, act: (wheel: Wheel) => void): (() => void) | undefined {
  if (!map) return undefined;
  const onWheel = (event: WheelEvent): void => {
    event.preventDefault();
    const at = placeAt(map, event);
    if (at && event.deltaY !== 0) act({ isUp: event.deltaY < 0, at });
  };
  map.addEventListener('wheel', onWheel, { passive: false });
  return () => map.removeEventListener('wheel', onWheel);
}

/** A press that moves is no click: the map goes along, and the seat below it is left alone. */
const dragFromPx = 6;

function followDrag(map: SVGSVGElement | null, act: (by: Place) => void): (() => void) | undefined {
  if (!map) return undefined;
  let last: { readonly clientX: number; readonly clientY: number } | null = null;
  let isDrag = false;
  const onDown = (event: PointerEvent): void => {
    last = event;
    isDrag = false;
  };
  const onMove = (event: PointerEvent): void => {
    // Where all of the hall is on screen there is nowhere to go, and a trembling hand still clicks.
    if (!last || (event.buttons & 1) === 0 || map.dataset['zoomed'] === undefined) return;
    const [dx, dy] = [last.clientX - event.clientX, last.clientY - event.clientY];
    if (!isDrag && Math.hypot(dx, dy) < dragFromPx) return;
    isDrag = true;
    last = event;
    const scale = map.getScreenCTM()?.a ?? 1;
    act({ x: dx / scale / unit, y: dy / scale / unit });
  };
  const onClick = (event: MouseEvent): void => {
    if (isDrag) event.stopPropagation();
    last = null;
    isDrag = false;
  };
  map.addEventListener('pointerdown', onDown);
  map.addEventListener('pointermove', onMove);
  map.addEventListener('click', onClick, { capture: true });
  return () => {
    map.removeEventListener('pointerdown', onDown);
    map.removeEventListener('pointermove', onMove);
    map.removeEventListener('click', onClick, { capture: true });
  };
}

/** Where in the hall a point of the window is; undefined while the map is not drawn. */
function placeAt(map: SVGSVGElement, { clientX, clientY }: MouseEvent): Place | undefined {
  const toMap = map.getScreenCTM()?.inverse();
  if (!toMap) return undefined;
  const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(toMap);
  return { x: x / unit, y: y / unit };
}
