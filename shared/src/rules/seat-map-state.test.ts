import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SeatMapChanged } from '../events/seat-map.ts';
import type { SeatStatus } from '../http/seat-map.ts';
import { SeatId, ShowtimeId } from '../ids.ts';
import { follow, judgeHeartbeat, type SeatMapState } from './seat-map-state.ts';

const showtimeId = ShowtimeId.parse('st');
const state: SeatMapState = { epoch: 'e1', seq: 5, statuses: { A1: 'LOCKED' } };
const change = (fromSeq: number, seq: number, epoch = 'e1'): SeatMapChanged => ({
  showtimeId,
  epoch,
  fromSeq,
  seq,
  changes: [{ seat: SeatId.parse('A1'), status: 'BOOKED' }],
});

describe('following a hall', () => {
  it.each([
    ['the next change', change(6, 6), 'apply'],
    ['several changes in one message', change(6, 9), 'apply'],
    ['a message that overlaps what is known', change(4, 7), 'apply'],
    ['what is known already', change(3, 5), 'ignore'],
    ['a message after a gap', change(7, 8), 'refetch'],
    ['another epoch', change(6, 6, 'e2'), 'refetch'],
  ])('meets %s with %s', (_what, message, kind) => {
    expect(follow(state, message).kind).toBe(kind);
  });

  it('notices by a heartbeat that the last message was lost', () => {
    const beat = (epoch: string, seq: number): string =>
      judgeHeartbeat(state, { showtimeId, epoch, seq }).kind;
    expect([beat('e1', 5), beat('e1', 6), beat('e2', 5)]).toEqual(['ignore', 'refetch', 'refetch']);
  });

  it('equals the server after any stream with losses and repeats, once it refetches where told', () => {
    const step = fc.record({
      seat: fc.constantFrom('A1', 'A2', 'A3'),
      status: fc.constantFrom<SeatStatus>('AVAILABLE', 'LOCKED', 'BOOKED'),
      fate: fc.constantFrom('arrives', 'lost', 'twice'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const server: Record<string, SeatStatus> = {};
        let client: SeatMapState = { epoch: 'e', seq: 0, statuses: {} };
        steps.forEach(({ seat, status, fate }, index) => {
          server[seat] = status;
          const seq = index + 1;
          const message = {
            showtimeId,
            epoch: 'e',
            fromSeq: seq,
            seq,
            changes: [{ seat: SeatId.parse(seat), status }],
          };
          const times = fate === 'lost' ? 0 : fate === 'twice' ? 2 : 1;
          for (let time = 0; time < times; time += 1) {
            const next = follow(client, message);
            if (next.kind === 'apply') client = next.state;
            if (next.kind === 'refetch') client = { epoch: 'e', seq, statuses: { ...server } };
          }
        });
        const beat = { showtimeId, epoch: 'e', seq: steps.length };
        if (judgeHeartbeat(client, beat).kind === 'refetch')
          client = { epoch: 'e', seq: steps.length, statuses: { ...server } };
        expect(client.statuses).toEqual(server);
      }),
    );
  });
});
