/** Engines of one test file, which it may stop, restart and empty. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startMongo } from '@foyer/tools/engines/mongo';
import { startRedis } from '@foyer/tools/engines/redis';
import { testFolder } from '@foyer/tools/engines/test-folder';

export interface OwnEngine {
  readonly url: string;
  readonly stop: () => Promise<void>;
  /** Starts it again on its port, with its data or without. */
  readonly start: (data: 'kept' | 'lost') => Promise<void>;
  /** Stops it for good and removes its data. */
  readonly remove: () => Promise<void>;
}

export function ownRedis(): Promise<OwnEngine> {
  return own(async (dataDir) => startRedis({ dataDir }));
}

export function ownMongo(): Promise<OwnEngine> {
  return own(async (dataDir) => {
    const { uri, stop } = await startMongo({ dataDir });
    return { url: uri, stop };
  });
}

interface Running {
  readonly url: string;
  readonly stop: () => Promise<unknown>;
}

async function own(start: (dataDir: string) => Promise<Running>): Promise<OwnEngine> {
  const dataDir = await testFolder();
  let running = await start(dataDir);
  const stop = async (): Promise<void> => {
    await running.stop();
  };
  return {
    url: running.url,
    stop,
    start: async (data) => {
      if (data === 'lost') await rm(join(dataDir, 'db'), { recursive: true });
      running = await start(dataDir);
    },
    remove: async () => {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
