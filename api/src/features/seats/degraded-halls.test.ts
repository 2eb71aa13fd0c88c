import { ShowtimeId } from '@foyer/shared/ids';
import { expect, it } from 'vitest';
import { createLogger } from '../../platform/logger.ts';
import { DegradedHalls } from './degraded-halls.ts';

it('refuses a hall in time while the database lets nobody follow its changes', async () => {
  const halls = new DegradedHalls({
    readStatuses: () => Promise.resolve(new Map()),
    follow: () => ({ started: new Promise<void>(() => undefined), stop: () => Promise.resolve() }),
    onEvent: () => undefined,
    ids: { next: (prefix) => `${prefix}_1`, reference: () => 'REFE-RENC' },
    now: () => new Date(),
    log: createLogger('silent'),
  });
  halls.begin();
  await expect(halls.read(ShowtimeId.parse('st-1'))).rejects.toMatchObject({ dependency: 'mongo' });
  await halls.end();
});
