/** Turns the drawings into the importer's auditoriums; lengths are seat widths. */
import type { ImportDocument } from '@foyer/api/features/catalogue/import/import-schema';
import { SeatId } from '@foyer/shared/ids';
import { type HallDrawing, hallDrawings } from './hall-drawings.ts';

export type DemoAuditorium = ImportDocument['auditoriums'][number];
type DemoSeat = DemoAuditorium['layout']['seats'][number];

/** I reads like 1. */
const letters = 'ABCDEFGHJKLMNOPQRSTUVWXYZ';
const margin = 1;
const rowPitch = 1.3;

const kinds = {
  s: 'STANDARD',
  h: 'STANDARD',
  v: 'RESTRICTED_VIEW',
  w: 'WHEELCHAIR',
  c: 'COMPANION',
  d: 'COUPLE',
} as const;

/** The four halls of the demo cinema. */
export function demoHalls(): DemoAuditorium[] {
  return hallDrawings.map(buildHall);
}

function buildHall(drawing: HallDrawing): DemoAuditorium {
  const columns = Math.max(...drawing.rows.map((row) => row.length));
  const width = columns + 2 * margin;
  const seats: DemoSeat[] = [];
  const houseSeats: SeatId[] = [];
  let letterIndex = 0;
  drawing.rows.forEach((places, line) => {
    if (places === '') return;
    const row = letters.charAt(letterIndex);
    letterIndex += 1;
    let number = 0;
    Array.from(places).forEach((place, column) => {
      if (!isPlace(place)) return;
      number += 1;
      const x = margin + column + 0.5;
      const fromMiddle = (x - width / 2) / (columns / 2);
      const y = margin + 0.5 + line * rowPitch + drawing.curve * (1 - fromMiddle ** 2);
      const id = `${row}${number}`;
      const category = isPremium(place, row, drawing) ? 'premium' : 'standard';
      seats.push({ id, row, number, x, y: hundredths(y), kind: kinds[place], category });
      if (place === 'h') houseSeats.push(SeatId.parse(id));
    });
  });
  const height = hundredths(Math.max(...seats.map(({ y }) => y)) + 0.5 + margin);
  const focalPoint = { x: width / 2, y: hundredths(height * 0.66) };
  return {
    id: drawing.id,
    name: drawing.name,
    layout: { width, height, focalPoint, seats, keptSeats: keptFor(houseSeats) },
  };
}

/** Managers give them away until half an hour before the film; then everybody may have them. */
function keptFor(seats: readonly SeatId[]): DemoAuditorium['layout']['keptSeats'] {
  return [{ seats: [...seats], roles: ['MANAGER', 'ADMIN'], releaseMinutesBeforeStart: 30 }];
}

function isPlace(character: string): character is keyof typeof kinds {
  return character in kinds;
}

/** Places for wheelchairs and their companions cost the same wherever they are. */
function isPremium(place: keyof typeof kinds, row: string, { premiumRows }: HallDrawing): boolean {
  if (place === 'w' || place === 'c') return false;
  return place === 'd' || premiumRows.includes(row);
}

function hundredths(length: number): number {
  return Math.round(length * 100) / 100;
}
