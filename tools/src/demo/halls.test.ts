import type { SeatKind } from '@foyer/shared/http/seat-map';
import { describe, expect, it } from 'vitest';
import { demoHalls, type DemoAuditorium } from './halls.ts';

const halls = new Map(demoHalls().map((hall) => [hall.id, hall.layout]));

function layoutOf(id: string): DemoAuditorium['layout'] {
  const layout = halls.get(id);
  if (layout === undefined) throw new Error(`There is no hall ${id}.`);
  return layout;
}

function countOf(id: string, kind: SeatKind): number {
  return layoutOf(id).seats.filter((seat) => seat.kind === kind).length;
}

describe.each([
  { id: 'h1', seats: 60, wheelchairs: 1, restricted: 2, couples: 6, house: 2 },
  { id: 'h2', seats: 122, wheelchairs: 2, restricted: 2, couples: 10, house: 3 },
  { id: 'h3', seats: 218, wheelchairs: 4, restricted: 4, couples: 12, house: 4 },
  { id: 'h4', seats: 483, wheelchairs: 4, restricted: 6, couples: 14, house: 8 },
])('hall $id', ({ id, seats, wheelchairs, restricted, couples, house }) => {
  it('has the promised places', () => {
    expect({
      seats: layoutOf(id).seats.length,
      wheelchairs: countOf(id, 'WHEELCHAIR'),
      restricted: countOf(id, 'RESTRICTED_VIEW'),
      couples: countOf(id, 'COUPLE'),
      house: layoutOf(id).keptSeats?.[0]?.seats.length,
    }).toEqual({ seats, wheelchairs, restricted, couples, house });
    expect(countOf(id, 'COMPANION')).toBe(wheelchairs);
  });

  it('names each seat once by row and number, without a row I', () => {
    const ids = layoutOf(id).seats.map((seat) => seat.id);
    expect(new Set(ids).size).toBe(seats);
    expect(layoutOf(id).seats.every((seat) => seat.id === `${seat.row}${seat.number}`)).toBe(true);
    expect(ids.filter((seat) => seat.startsWith('I'))).toEqual([]);
  });

  it('sells two categories and asks the lower price of wheelchair users wherever they sit', () => {
    expect(new Set(layoutOf(id).seats.map(({ category }) => category))).toEqual(
      new Set(['standard', 'premium']),
    );
    const places = layoutOf(id).seats.filter(({ kind }) => kind === 'WHEELCHAIR' || kind === 'COMPANION');
    expect(new Set(places.map(({ category }) => category))).toEqual(new Set(['standard']));
  });

  it('bends its rows towards the screen, lacks a corner and is best seen from two thirds back', () => {
    const { width, height, seats, focalPoint } = layoutOf(id);
    const row = seats.filter((seat) => seat.row === 'D').map(({ y }) => y);
    expect(row[0]).toBeLessThan(Math.max(...row));
    const places = new Set(seats.map(({ row, x }) => `${row} ${x}`));
    const withoutMirror = seats.filter(({ row, x }) => !places.has(`${row} ${width - x}`));
    expect(withoutMirror.length).toBeGreaterThan(0);
    expect(focalPoint.x).toBe(width / 2);
    expect(focalPoint.y / height).toBeCloseTo(0.66, 2);
  });
});
