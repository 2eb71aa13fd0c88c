/** What the hold script costs on the server, against the cheapest write there is and against a key per seat. */
import type { ShowtimeId } from '@foyer/shared/ids';
import { type RawCommand, sendAll } from '../load/raw-redis.ts';
import { type Row, type Settings, scaled } from '../row.ts';
import { atLeast, figure, takeTurns } from '../rounds.ts';
import { bareHalls, type BareHalls } from '../stage/bare-halls.ts';
import { onStage, type Stage } from '../stage/stage.ts';
import { groupsOf, showsFor } from './calls.ts';
import {
  holdCommand,
  keyPerSeatCommand,
  loadHoldScript,
  loadKeyPerSeatScript,
  microsPerCall,
  setCommand,
} from './scripts.ts';

const hallSize = 480;
const connections = 50;

type Group = ReturnType<typeof groupsOf>[number];
type Rival = {
  readonly seats: number;
  readonly bar: number;
  readonly label: string;
  readonly command: 'set' | 'evalsha';
  readonly make: (stage: Stage, bare: BareHalls) => Promise<(group: Group) => RawCommand>;
};

export const holdAgainstSet: Row = {
  name: 'hold-script-1',
  title: '1-seat hold script ÷ plain SET, 50 connections, not pipelined',
  measure: (settings) =>
    against(settings, {
      seats: 1,
      bar: 0.25,
      label: 'SET',
      command: 'set',
      make: async (_stage, bare) => (group) => setCommand(bare, group),
    }),
};

export const holdAgainstKeyPerSeat: Row = {
  name: 'hold-script-4',
  title: '4-seat hold script ÷ a key-per-seat script with the same events',
  measure: (settings) =>
    against(settings, {
      seats: 4,
      bar: 1.3,
      label: 'key per seat',
      command: 'evalsha',
      make: async ({ redis }, bare) => {
        const sha = await loadKeyPerSeatScript(redis);
        return (group) => keyPerSeatCommand(sha, bare, group);
      },
    }),
};

function against(settings: Settings, rival: Rival) {
  return onStage(settings.folder, async (stage) => {
    const { engines, redis } = stage;
    const count = scaled(12_000, settings, 960);
    const bare = await bareHalls(stage);
    const sha = await loadHoldScript(redis);
    const theirCommand = await rival.make(stage, bare);
    let made = 0;
    const groups = async (): Promise<readonly Group[]> => {
      const shows = await stage.halls.add(showsFor(count * rival.seats, hallSize), hallSize);
      made += shows.length;
      return groupsOf(shows, rival.seats, count);
    };
    const micros: Record<'ours' | 'theirs', number[]> = { ours: [], theirs: [] };
    const run = async (commands: readonly RawCommand[], side: 'ours' | 'theirs'): Promise<number> => {
      await redis.config('RESETSTAT');
      const ms = await sendAll(engines.redis.port, { commands, connections }, isGood);
      micros[side].push(await microsPerCall(redis, side === 'ours' ? 'evalsha' : rival.command));
      return (commands.length / ms) * 1_000;
    };
    const ours = async (): Promise<number> => {
      const wanted = await groups();
      for (const id of new Set<ShowtimeId>(wanted.map(({ showtimeId }) => showtimeId))) await bare.open(id);
      return run(
        wanted.map((group) => holdCommand(sha, bare, group)),
        'ours',
      );
    };
    const theirs = async (): Promise<number> => run((await groups()).map(theirCommand), 'theirs');
    const { figures, ratio } = await takeTurns(
      settings.rounds,
      { label: 'hold script', unit: 'calls/s', run: ours },
      { label: rival.label, unit: 'calls/s', run: theirs },
    );
    return {
      rounds: settings.rounds,
      figures: [
        ratio,
        ...figures,
        figure({ label: 'hold script on the server', unit: 'µs/call' }, micros.ours.slice(1)),
        figure({ label: `${rival.label} on the server`, unit: 'µs/call' }, micros.theirs.slice(1)),
      ],
      bars: [atLeast(ratio, rival.bar)],
      notes: [
        `${count} calls a round on fresh seats, ${connections} connections, append-only file each second; ${made} halls of ${hallSize} seats.`,
        'µs/call is the time inside the server by INFO commandstats; the ratio also has what both sides pay for a round trip.',
      ],
    };
  });
}

/** A script that did it answers an array that begins with OK, SET answers +OK. */
function isGood(reply: string): boolean {
  return reply.startsWith('+OK') || /^\*\d+\r\n\$2\r\nOK\r\n/.test(reply);
}
