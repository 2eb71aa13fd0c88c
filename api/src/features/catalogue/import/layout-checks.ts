import type { Entry } from './import-draft.ts';
import type { JsonPath, PathFault } from './import-fault.ts';
import type { ImportAuditorium, ImportLayout, ImportSeat } from './import-schema.ts';

/** Closer than this, two chairs stand in each other; in seat widths. */
const leastDistance = 0.75;
/** A companion sits beside the wheelchair place, or at most one place further. */
const companionDistance = 2.5;

/** What is wrong within the halls, each on its own. */
export function checkLayouts(auditoriums: readonly Entry<ImportAuditorium>[]): PathFault[] {
  return auditoriums.flatMap(({ path, value }) =>
    value ? checkLayout(value.layout, [...path, 'layout']) : [],
  );
}

function checkLayout(layout: ImportLayout, path: JsonPath): PathFault[] {
  const placed = layout.seats.map((seat, index) => ({ seat, path: [...path, 'seats', index] }));
  const faults = [...checkNames(placed), ...checkFrame(layout, placed), ...checkPlaces(placed)];
  if (layout.focalPoint.x > layout.width || layout.focalPoint.y > layout.height) {
    faults.push({ path: [...path, 'focalPoint'], message: 'lies outside the layout' });
  }
  const wheelchairs = layout.seats.filter(({ kind }) => kind === 'WHEELCHAIR');
  for (const { seat, path } of placed) {
    if (seat.kind !== 'COMPANION') continue;
    if (!wheelchairs.some((place) => distance(place, seat) <= companionDistance)) {
      faults.push({ path: [...path, 'kind'], message: 'is COMPANION, but no WHEELCHAIR place is near' });
    }
  }
  const known = seatIds(layout);
  return [
    ...faults,
    ...checkSeatList(layout.houseSeats, known, [...path, 'houseSeats']),
    ...checkKeptSeats(layout.keptSeats, known, [...path, 'keptSeats']),
  ];
}

/** The ids of all chairs. */
export function seatIds(layout: { readonly seats: readonly { readonly id: string }[] }): ReadonlySet<string> {
  return new Set(layout.seats.map(({ id }) => id));
}

/** A list of seats names chairs of the hall, each once. */
export function checkSeatList(
  seats: readonly string[],
  known: ReadonlySet<string>,
  path: JsonPath,
): PathFault[] {
  return seats.flatMap((seat, index) => {
    if (!known.has(seat))
      return [{ path: [...path, index], message: `names seat ${seat}, which is not in this hall` }];
    if (seats.indexOf(seat) < index) return [{ path: [...path, index], message: `names seat ${seat} twice` }];
    return [];
  });
}

/** Groups of kept seats name chairs of the hall, each once in its group. */
export function checkKeptSeats(
  groups: readonly { readonly seats: readonly string[] }[],
  known: ReadonlySet<string>,
  path: JsonPath,
): PathFault[] {
  return groups.flatMap(({ seats }, index) => checkSeatList(seats, known, [...path, index, 'seats']));
}

interface Placed {
  readonly seat: ImportSeat;
  readonly path: JsonPath;
}

function checkNames(placed: readonly Placed[]): PathFault[] {
  const faults: PathFault[] = [];
  const ids = new Set<string>();
  const chairs = new Map<string, string>();
  for (const { seat, path } of placed) {
    const chair = `row ${seat.row} number ${seat.number}`;
    const namesake = chairs.get(chair);
    if (ids.has(seat.id))
      faults.push({ path: [...path, 'id'], message: `names seat ${seat.id} a second time` });
    else if (namesake !== undefined) {
      faults.push({ path: [...path, 'number'], message: `makes ${chair} twice, as ${namesake} already` });
    }
    ids.add(seat.id);
    chairs.set(chair, namesake ?? seat.id);
  }
  return faults;
}

function checkFrame({ width, height }: ImportLayout, placed: readonly Placed[]): PathFault[] {
  return placed.flatMap(({ seat, path }) =>
    seat.x > width || seat.y > height
      ? [{ path, message: `puts seat ${seat.id} outside the layout of ${width} × ${height}` }]
      : [],
  );
}

function checkPlaces(placed: readonly Placed[]): PathFault[] {
  const faults: PathFault[] = [];
  const fromFront = [...placed].sort((a, b) => a.seat.y - b.seat.y);
  fromFront.forEach(({ seat, path }, index) => {
    for (let before = index - 1; before >= 0; before -= 1) {
      const other = fromFront[before]?.seat;
      if (other === undefined || seat.y - other.y >= leastDistance) break;
      // A seat named twice is told by its name already.
      if (other.id === seat.id || distance(seat, other) >= leastDistance) continue;
      faults.push({ path, message: `puts seat ${seat.id} where ${other.id} stands` });
    }
  });
  return faults;
}

function distance(one: ImportSeat, other: ImportSeat): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
