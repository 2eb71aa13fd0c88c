/** The least a hold over HTTP can cost: Koa, ioredis and the product's script. No auth, validation, log or audit. */
import { randomUUID } from 'node:crypto';
import { luaCommand } from '@foyer/api/features/seats/lua-command';
import { seatKeys } from '@foyer/api/features/seats/seat-keys';
import { createLogger } from '@foyer/api/platform/logger';
import { openRedis } from '@foyer/api/platform/redis';
import { HoldId, ShowtimeId } from '@foyer/shared/ids';
import Koa from 'koa';

const { REDIS_URL = '', RUN_ID = '', NAMESPACE = '', PORT } = process.env;
const redis = openRedis(REDIS_URL, { use: 'commands' }, createLogger('silent'));
await redis.connect();
const keys = seatKeys(NAMESPACE);
const hold = luaCommand('hold');

new Koa()
  .use(async (ctx) => {
    if (ctx.method === 'GET') return void (ctx.body = 'ready');
    const text = await new Promise<string>((resolve) => {
      const chunks: Buffer[] = [];
      ctx.req.on('data', (chunk: Buffer) => chunks.push(chunk));
      ctx.req.on('end', () => resolve(Buffer.concat(chunks).toString()));
    });
    const { seats } = JSON.parse(text) as { seats: string[] };
    const show = ShowtimeId.parse(ctx.path.split('/')[3]);
    const id = HoldId.parse(`h_${randomUUID()}~${show}`);
    const part = keys.partitionOf(show);
    const names = [keys.seats(show), keys.holds(part), keys.events(part), keys.gone(show, id)];
    const limits = [10, 10, 384];
    const args = [
      RUN_ID,
      show,
      id,
      `ONLINE:${id}`,
      300_000,
      900_000,
      ...limits,
      'NEW',
      'USER',
      '{}',
      ...seats,
    ];
    const [kind, , expiresAt, extendableUntil, epoch, seq, ...held] = await hold(redis, names, args);
    ctx.status = kind === 'OK' ? 201 : 409;
    ctx.body = { hold: { id, showtimeId: show, seats: held, expiresAt, extendableUntil }, epoch, seq };
    return undefined;
  })
  .listen(Number(PORT), '127.0.0.1');
