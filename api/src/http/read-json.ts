import { bodyParser } from '@koa/bodyparser';
import type { Context, Next } from 'koa';
import { bodyLimitBytes } from './refusals.ts';

const parse = bodyParser({
  enableTypes: ['json'],
  jsonLimit: bodyLimitBytes,
  parsedMethods: ['POST', 'DELETE'],
});

/** Reads a JSON body of at most the limit into `ctx.request.body`; other content types leave it empty. */
export async function readJson(ctx: Context): Promise<void> {
  await parse(ctx, noNext);
}

const noNext: Next = () => Promise.resolve();
