import { describe, expect, test } from 'vitest';
import { boxOf, fitted, keepInSight, moved, zoomIn, zoomOut } from './zoom.ts';

const frame = { left: 0, right: 20, top: 0, bottom: 10 };
const corner = { x: 19, y: 9 };

describe('the zoom', () => {
  test('shows all of the hall while it fits, wherever it is moved', () => {
    expect(boxOf(moved(fitted, frame, { x: 3, y: 3 }), frame)).toMatchObject({
      left: 0,
      top: 0,
      width: 20,
      height: 10,
    });
  });

  test('keeps the point it zooms around in its place', () => {
    const place = { x: 8, y: 4 };
    const box = boxOf(zoomIn(fitted, frame, place), frame);
    expect((place.x - box.left) / box.width).toBeCloseTo(place.x / 20);
    expect((place.y - box.top) / box.height).toBeCloseTo(place.y / 10);
  });

  test('never shows what lies outside the hall', () => {
    const far = moved(zoomIn(zoomIn(fitted, frame, corner), frame, corner), frame, { x: 99, y: 99 });
    const box = boxOf(far, frame);
    expect(box.left + box.width).toBeCloseTo(20);
    expect(box.top + box.height).toBeCloseTo(10);
  });

  test('goes back to all of the hall, and no further', () => {
    const near = zoomIn(fitted, frame, corner);
    expect(zoomOut(near, frame, corner)).toEqual(fitted);
    expect(zoomOut(fitted, frame, corner)).toEqual(fitted);
  });

  test('ends somewhere', () => {
    let zoom = fitted;
    for (let times = 0; times < 20; times += 1) zoom = zoomIn(zoom, frame, corner);
    expect(zoom.times).toBeLessThan(6);
  });

  test('follows a seat only as far as it has to', () => {
    const near = zoomIn(zoomIn(fitted, frame, { x: 1, y: 1 }), frame, { x: 1, y: 1 });
    expect(keepInSight(near, frame, { x: 2, y: 2 })).toBe(near);
    const box = boxOf(keepInSight(near, frame, corner), frame);
    expect(box.left + box.width).toBeGreaterThanOrEqual(corner.x);
    expect(box.top + box.height).toBeGreaterThanOrEqual(corner.y);
  });
});
