/** The product's hold script and what it is compared with, as commands for a plain socket. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { luaText } from '@foyer/api/features/seats/lua-command';
import { HoldId } from '@foyer/shared/ids';
import type { Redis } from 'ioredis';
import type { RawCommand } from '../load/raw-redis.ts';
import { type BareHalls, holdTimes } from '../stage/bare-halls.ts';
import type { groupsOf } from './calls.ts';

type Group = ReturnType<typeof groupsOf>[number];

/** As long as what the server puts there: actor, till, request and trace. */
const context = JSON.stringify({
  actor: { id: 'usr_0123456789abcdefghij', role: 'USER' },
  till: null,
  requestId: 'req_0123456789abcdefghij',
  traceId: '0123456789abcdef0123456789abcdef',
});
/** Per hold, owner and hall, as the server sets them for a hall of 480. */
const limits = [10, 10, 384];

export async function loadHoldScript(redis: Redis): Promise<string> {
  return String(await redis.script('LOAD', luaText('hold')));
}

export async function loadKeyPerSeatScript(redis: Redis): Promise<string> {
  const file = join(import.meta.dirname, '..', 'baselines', 'key-per-seat.lua');
  return String(await redis.script('LOAD', readFileSync(file, 'utf8')));
}

export function holdCommand(
  sha: string,
  { keys, runId }: BareHalls,
  { showtimeId, seats }: Group,
): RawCommand {
  const holdId = HoldId.parse(`${idOf(seats)}~${showtimeId}`);
  const names = keys.ofHold({ showtimeId, holdId });
  const { ttlMs, capMs } = holdTimes;
  const args = [runId, showtimeId, holdId, ownerOf(seats), ttlMs, capMs, ...limits, 'NEW', 'USER', context];
  return ['EVALSHA', sha, names.length, ...names, ...args, ...seats];
}

export function keyPerSeatCommand(
  sha: string,
  { keys }: BareHalls,
  { showtimeId, seats }: Group,
): RawCommand {
  const partition = keys.partitionOf(showtimeId);
  const tag = `ref:{p${partition}}`;
  const names = [
    `${tag}:holds`,
    `${tag}:seq:${showtimeId}`,
    `${tag}:events`,
    ...seats.flatMap((seat) => [
      `${tag}:seatlock:${showtimeId}:${seat}`,
      `${tag}:seatbooked:${showtimeId}:${seat}`,
    ]),
  ];
  const args = [showtimeId, `${idOf(seats)}~${showtimeId}`, ownerOf(seats), holdTimes.ttlMs, context];
  return ['EVALSHA', sha, names.length, ...names, ...args, ...seats];
}

export function setCommand({ keys }: BareHalls, { showtimeId, seats }: Group): RawCommand {
  const key = `plain:{p${keys.partitionOf(showtimeId)}}:${showtimeId}:${seats.join()}`;
  return ['SET', key, `${idOf(seats)}|${ownerOf(seats)}`, 'PX', holdTimes.ttlMs];
}

/** Server time per call since the last reset, in microseconds. */
export async function microsPerCall(redis: Redis, command: 'set' | 'evalsha'): Promise<number> {
  const info = await redis.info('commandstats');
  const found = new RegExp(`cmdstat_${command}:.*usec_per_call=([0-9.]+)`).exec(info)?.[1];
  return Number(found ?? Number.NaN);
}

function idOf(seats: Group['seats']): string {
  return `h_${createHash('sha1').update(seats.join()).digest('base64url').slice(0, 20)}`;
}

/** Each hold is another customer's: what one of them holds already is read one by one. */
function ownerOf(seats: Group['seats']): string {
  return `ONLINE:usr_${idOf(seats).slice(2)}`;
}
