import { bodyParser } from '@koa/bodyparser';
import { AppError, invalidRequest } from '@foyer/shared/problems';
import type { Context, Middleware, Next } from 'koa';

export const bodyLimitBytes = 256 * 1024;

const parsedMethods = ['POST', 'DELETE'];

const parseJson = bodyParser({ enableTypes: ['json'], jsonLimit: bodyLimitBytes, parsedMethods });

/** JSON too is only text here: what is signed are its bytes, and a parsed body has lost them. */
const parseText = bodyParser({
  enableTypes: ['text'],
  textLimit: bodyLimitBytes,
  extendTypes: { text: ['application/json'] },
  parsedMethods,
});

/**
 * Reads a JSON body of at most the limit into `ctx.request.body`; other content types leave it empty. Throws
 * request.too-large, or request.invalid where the body is not what its headers say.
 */
export function readJson(ctx: Context): Promise<void> {
  return read(ctx, parseJson, 'is not readable JSON');
}

/** Reads a body as the text that came, under the same limit and the same refusals. */
export function readText(ctx: Context): Promise<void> {
  return read(ctx, parseText, 'is not readable text');
}

async function read(ctx: Context, parse: Middleware, message: string): Promise<void> {
  try {
    await parse(ctx, noNext);
  } catch (error) {
    // The parser reads nothing but the request: whatever it throws, from inflating to JSON, is about that.
    const tooLarge = error instanceof Error && 'status' in error && error.status === 413;
    if (tooLarge) throw new AppError('request.too-large', { limitBytes: bodyLimitBytes }, { cause: error });
    throw invalidRequest([{ path: 'body', message }]);
  }
}

const noNext: Next = () => Promise.resolve();
