import { Seat, type SeatStatus } from '@foyer/shared/http/seat-map';
import { SeatId } from '@foyer/shared/ids';
import { expect, test } from 'vitest';
import { alternativeTo } from './alternative.ts';

/** Two rows of eight; E begins with a wheelchair place and its companion, F is premium. */
const seats = ['E', 'F'].flatMap((row, y) =>
  Array.from({ length: 8 }, (_, index) =>
    Seat.parse({
      id: `${row}${index + 1}`,
      row,
      number: index + 1,
      x: index,
      y: y * 1.3,
      kind: row === 'E' ? (['WHEELCHAIR', 'COMPANION'][index] ?? 'STANDARD') : 'STANDARD',
      category: row === 'F' ? 'premium' : 'standard',
    }),
  ),
);

const ids = (names: readonly string[]): readonly SeatId[] => names.map((name) => SeatId.parse(name));

function offer(
  own: readonly string[],
  taken: readonly string[],
  gone: Readonly<Record<string, SeatStatus>> = {},
) {
  const held = Object.fromEntries(own.map((seat) => [seat, 'LOCKED' as const]));
  return alternativeTo({ seats, statuses: { ...held, ...gone } }, { own: ids(own), taken: ids(taken) });
}

test('keeps what the party holds and adds the seat beside it', () => {
  expect(offer(['F3'], ['F2'], { F1: 'BOOKED' })?.seats).toEqual(['F3', 'F4']);
});

test('moves the whole party where it would be torn apart', () => {
  expect(offer(['F3'], ['F4'], { F2: 'BOOKED' })?.seats).toEqual(['F5', 'F6']);
});

test('never offers a seat that was lost, whatever the map still says', () => {
  expect(offer([], ['F4'])?.seats).not.toContain('F4');
});

test('stays within the price', () => {
  const full = Object.fromEntries(
    seats.filter(({ row }) => row === 'F').map(({ id }) => [id, 'BOOKED' as const]),
  );
  expect(offer([], ['F4'], full)).toBeNull();
});

test('says when the party would not sit together', () => {
  const gone = { F1: 'BOOKED', F3: 'BLOCKED', F5: 'LOCKED', F6: 'BOOKED', F8: 'BOOKED' } as const;
  expect(offer(['F2'], ['F3'], gone)?.rung).toBe('apart');
});

test('keeps wheelchair and companion places for those who need them', () => {
  const onlyThese = Object.fromEntries(
    seats.filter(({ row, number }) => row === 'E' && number > 2).map(({ id }) => [id, 'BOOKED' as const]),
  );
  expect(offer([], ['E5'], onlyThese)).toBeNull();
  expect(offer(['E2'], ['E1'])).toBeNull();
});
