import { AppError } from '@foyer/shared/problems';
import { isMongoUnavailable } from '../platform/mongo.ts';
import { DependencyUnavailable } from '../platform/unavailable.ts';

export const bodyLimitBytes = 256 * 1024;

/** Translates what the web server and the drivers throw; null means a defect. */
export function refusalOf(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  if (error instanceof DependencyUnavailable || isMongoUnavailable(error)) {
    return new AppError('service.unavailable', { retryAfterSeconds: 1 }, { cause: error });
  }
  if (isHttpError(error)) {
    if (error.status === 413) return new AppError('request.too-large', { limitBytes: bodyLimitBytes });
    if (error.status >= 400 && error.status < 500) {
      return new AppError('request.invalid', { issues: [{ path: 'body', message: 'is not readable JSON' }] });
    }
  }
  return null;
}

/** Koa's and the body parser's errors carry the status they ask for. */
function isHttpError(error: unknown): error is Error & { status: number } {
  return error instanceof Error && 'status' in error && typeof error.status === 'number';
}
