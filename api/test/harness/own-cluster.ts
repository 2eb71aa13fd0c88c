/** A Redis Cluster of one test file: three masters with a replica each, which it may kill and fail over. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { joinCluster, startClusterNode } from '@foyer/tools/engines/redis-cluster';
import { ownersOf } from '@foyer/tools/engines/redis-faults';
import type { RunningRedis } from '@foyer/tools/engines/redis';
import { testFolder } from '@foyer/tools/engines/test-folder';
import { eventually } from './eventually.ts';

export interface OwnCluster {
  /** As REDIS_ADDR wants it. */
  readonly address: string;
  /** Who owns a key's slot now, and who follows it, by port. */
  readonly ownersOf: (key: string) => Promise<{ readonly master: number; readonly replica: number }>;
  readonly kill: (port: number) => Promise<void>;
  readonly start: (port: number) => Promise<void>;
  readonly remove: () => Promise<void>;
}

const masterCount = 3;

export async function ownCluster(): Promise<OwnCluster> {
  const folder = await testFolder();
  const folders = Array.from({ length: masterCount * 2 }, (_, index) => join(folder, String(index)));
  const running = new Map<number, RunningRedis>();
  const folderOf = new Map<number, string>();
  const start = async (dataDir: string): Promise<number> => {
    const node = await startClusterNode({ dataDir });
    running.set(node.port, node);
    folderOf.set(node.port, dataDir);
    return node.port;
  };
  const ports = await Promise.all(folders.map(start));
  const masters = ports.slice(0, masterCount);
  await joinCluster({ masters, replicas: ports.slice(masterCount) });

  return {
    address: ports.map((port) => `127.0.0.1:${port}`).join(','),
    // After a failover the old master takes a moment until it follows the new one.
    ownersOf: (key) =>
      eventually(async () => {
        const { master, replicas } = await ownersOf([...running.keys()], key);
        const [replica] = replicas;
        if (replica === undefined) throw new Error('nobody follows the master now');
        return { master, replica };
      }),
    kill: async (port) => {
      const node = running.get(port);
      if (!node) return;
      running.delete(port);
      process.kill(node.pid, 'SIGKILL');
      await node.exited;
    },
    start: async (port) => {
      await start(folderOf.get(port) ?? '');
    },
    remove: async () => {
      await Promise.all([...running.values()].map((node) => node.stop()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
