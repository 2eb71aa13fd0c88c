import { bodyParser } from '@koa/bodyparser';
import { AppError, invalidRequest } from '@foyer/shared/problems';
import type { Context, Next } from 'koa';

export const bodyLimitBytes = 256 * 1024;

const parse = bodyParser({
  enableTypes: ['json'],
  jsonLimit: bodyLimitBytes,
  parsedMethods: ['POST', 'DELETE'],
});

/**
 * Reads a JSON body of at most the limit into `ctx.request.body`; other content types leave it empty. Throws
 * request.too-large, or request.invalid where the body is not what its headers say.
 */
export async function readJson(ctx: Context): Promise<void> {
  try {
    await parse(ctx, noNext);
  } catch (error) {
    // The parser reads nothing but the request: whatever it throws, from inflating to JSON, is about that.
    const tooLarge = error instanceof Error && 'status' in error && error.status === 413;
    if (tooLarge) throw new AppError('request.too-large', { limitBytes: bodyLimitBytes }, { cause: error });
    throw invalidRequest([{ path: 'body', message: 'is not readable JSON' }]);
  }
}

const noNext: Next = () => Promise.resolve();
