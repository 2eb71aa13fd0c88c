import { AppError } from '@foyer/shared/problems';
import { isMongoUnavailable } from '../platform/mongo.ts';
import { DependencyUnavailable } from '../platform/unavailable.ts';

/** Translates what services and drivers throw; null means a defect. */
export function refusalOf(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  if (error instanceof DependencyUnavailable || isMongoUnavailable(error)) {
    return new AppError('service.unavailable', { retryAfterSeconds: 1 }, { cause: error });
  }
  return null;
}
