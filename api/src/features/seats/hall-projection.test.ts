import { SeatId, ShowtimeId } from '@foyer/shared/ids';
import type { SeatStatus } from '@foyer/shared/http/seat-map';
import { describe, expect, it } from 'vitest';
import { countSeats, HallProjection } from './hall-projection.ts';
import { systemAct, type HallSnapshot, type SeatEvent } from './seats.ts';

const showtimeId = ShowtimeId.parse('st-1');
const a1 = SeatId.parse('A1');

function snapshot(seq: number, status: SeatStatus = 'LOCKED', epoch = 'e1'): HallSnapshot {
  return { epoch, seq, statuses: new Map([[a1, status]]), holds: [] };
}

function event(seq: number, status: SeatStatus, epoch = 'e1'): SeatEvent {
  const about = { showtimeId, epoch, seq, at: new Date(), subject: 'h_1', context: systemAct };
  return { ...about, type: 'seat.locked', status, seats: [a1] };
}

/** A projection over a store that tests change, counting how often it is read. */
function projectionOver(store: { now: HallSnapshot; reads: number; gate?: Promise<void> }): HallProjection {
  return new HallProjection({
    load: async () => {
      store.reads += 1;
      const seen = store.now;
      await store.gate;
      return seen;
    },
  });
}

describe('the live projection of a hall', () => {
  it('follows events without reading again', async () => {
    const store = { now: snapshot(1), reads: 0 };
    const projection = projectionOver(store);
    await projection.read(showtimeId);
    projection.apply(event(2, 'BOOKED'));
    projection.apply(event(2, 'BOOKED'));
    const hall = await projection.read(showtimeId);
    expect([hall.seq, hall.statuses.get(a1), store.reads]).toEqual([2, 'BOOKED', 1]);
  });

  it.each([
    ['a gap', event(4, 'BOOKED')],
    ['a new epoch', event(1, 'BOOKED', 'e2')],
  ])('reads again after %s', async (_what, strange) => {
    const store = { now: snapshot(1), reads: 0 };
    const projection = projectionOver(store);
    await projection.read(showtimeId);
    store.now = snapshot(9, 'BLOCKED', 'e2');
    projection.apply(strange);
    expect((await projection.read(showtimeId)).seq).toBe(9);
  });

  it('misses nothing that happens while it reads', async () => {
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const projection = projectionOver({ now: snapshot(1), reads: 0, gate });
    const reading = projection.read(showtimeId);
    projection.apply(event(2, 'BOOKED'));
    open();
    expect((await reading).statuses.get(a1)).toBe('BOOKED');
    expect((await projection.read(showtimeId)).seq).toBe(2);
  });

  it('is never older than a write this node has answered', async () => {
    const store = { now: snapshot(1), reads: 0 };
    const projection = projectionOver(store);
    await projection.read(showtimeId);
    store.now = snapshot(3, 'BOOKED');
    projection.expect(showtimeId, { epoch: 'e1', seq: 3 });
    expect((await projection.read(showtimeId)).seq).toBe(3);
  });

  it('is never older than a write of another epoch, nor than the newest of two answered late', async () => {
    const store = { now: snapshot(7), reads: 0 };
    const projection = projectionOver(store);
    await projection.read(showtimeId);
    store.now = snapshot(2, 'BOOKED', 'e2');
    projection.expect(showtimeId, { epoch: 'e2', seq: 2 });
    expect((await projection.read(showtimeId)).epoch).toBe('e2');
    store.now = snapshot(4, 'BLOCKED', 'e2');
    projection.expect(showtimeId, { epoch: 'e2', seq: 4 });
    projection.expect(showtimeId, { epoch: 'e2', seq: 3 });
    expect((await projection.read(showtimeId)).seq).toBe(4);
  });

  it('does not keep what does not fit the events that came while it read', async () => {
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const store = { now: snapshot(1), reads: 0, gate };
    const projection = projectionOver(store);
    const reading = projection.read(showtimeId);
    projection.apply(event(1, 'BOOKED', 'e2'));
    store.now = snapshot(1, 'BOOKED', 'e2');
    open();
    await reading;
    expect((await projection.read(showtimeId)).epoch).toBe('e2');
  });

  it('forgets what it read before events were missed', async () => {
    const store = { now: snapshot(1), reads: 0 };
    const projection = projectionOver(store);
    await projection.read(showtimeId);
    projection.clear();
    await projection.read(showtimeId);
    expect(store.reads).toBe(2);
  });

  it('counts seats by status', () => {
    const statuses = new Map<SeatId, SeatStatus>([
      [a1, 'LOCKED'],
      [SeatId.parse('A2'), 'BOOKED'],
      [SeatId.parse('A3'), 'BLOCKED'],
      [SeatId.parse('A4'), 'AVAILABLE'],
    ]);
    expect(countSeats(10, statuses)).toEqual({ total: 10, available: 7, held: 1, booked: 1, blocked: 1 });
  });
});
