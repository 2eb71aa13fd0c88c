import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ReplyError } from 'ioredis';
import type { RedisClient } from '../../platform/redis.ts';

/** What scripts share, in this order: a function uses those above it. */
export const preludes: readonly string[] = ['prelude', 'prelude-holds'];

/** Runs one script on the server: by its hash, and once by its text where the server does not know it yet. */
export type LuaCommand = (
  redis: RedisClient,
  keys: readonly string[],
  args: readonly (string | number)[],
) => Promise<LuaReply>;

/** The first element says what happened; see the REPLY lines in the script's header. */
export type LuaReply = readonly [string, ...(string | number)[]];

/** Loads `lua/<name>.lua` with what it needs of the prelude before it. */
export function luaCommand(name: string): LuaCommand {
  const text = luaText(name);
  const sha = createHash('sha1').update(text).digest('hex');
  return async (redis, keys, args) => {
    const rest = [...keys, ...args];
    try {
      return asReply(await redis.evalsha(sha, keys.length, ...rest));
    } catch (error) {
      if (!isUnknownScript(error)) throw error;
      return asReply(await redis.eval(text, keys.length, ...rest));
    }
  };
}

/**
 * The script as the server runs it: each function of the prelude is made anew with every call, so it has those alone
 * that it uses.
 */
export function luaText(name: string): string {
  const blocks = preludes.flatMap((prelude) => readLua(prelude).split(/\n\n(?=--|local function)/));
  return blocks.reduceRight((text, block) => {
    const [, defined] = /^local function (\w+)/m.exec(block) ?? [];
    const isUsed = defined === undefined || new RegExp(`\\b${defined}\\(`).test(text);
    return isUsed ? `${block}\n\n${text}` : text;
  }, readLua(name));
}

/** The script's own text, for the test that holds its header against its body. */
export function readLua(name: string): string {
  return readFileSync(new URL(`lua/${name}.lua`, import.meta.url), 'utf8');
}

function isUnknownScript(error: unknown): boolean {
  const reply: unknown = error;
  return reply instanceof ReplyError && reply instanceof Error && reply.message.startsWith('NOSCRIPT');
}

function asReply(reply: unknown): LuaReply {
  if (Array.isArray(reply) && typeof reply[0] === 'string') return reply as unknown as LuaReply;
  throw new Error('a script answered something that its header does not name');
}
