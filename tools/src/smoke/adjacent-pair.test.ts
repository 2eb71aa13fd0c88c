import { Seat, SeatStatus } from '@foyer/shared/http/seat-map';
import { expect, test } from 'vitest';
import { adjacentPairs } from './adjacent-pair.ts';

const MapSeat = Seat.extend({ status: SeatStatus });

function seat(id: string, status: SeatStatus = 'AVAILABLE', kind = 'STANDARD') {
  const row = id.slice(0, 1);
  const number = Number(id.slice(1));
  return MapSeat.parse({ id, row, number, x: number, y: 1, kind, category: 'A', status });
}

test('takes free neighbours of one row, past sold seats, gaps and special seats', () => {
  const seats = [
    seat('A1'),
    seat('A2', 'BOOKED'),
    seat('A3'),
    seat('A4', 'AVAILABLE', 'COMPANION'),
    seat('B9'),
    seat('B10'),
    seat('B11'),
    seat('B13'),
    seat('C14'),
  ];
  expect(adjacentPairs({ seats: seats.reverse() })).toEqual([['B9', 'B10']]);
});
