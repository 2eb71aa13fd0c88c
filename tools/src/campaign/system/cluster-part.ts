import type { Redis } from 'ioredis';
import { connectTo } from '../../engines/redis-cluster.ts';
import { roleOf, stallReplication } from '../../engines/redis-faults.ts';
import type { Part } from '../../stack/part.ts';
import { eventually } from './eventually.ts';
import type { RedisPart } from './system-under-test.ts';

/** A Redis Cluster: whatever is done to one server is done to a master, each in its turn. */
export function clusterPart(servers: readonly Part[]): RedisPart {
  let victim: Part | undefined;
  let stalled: Part | undefined;
  let turn = 0;
  const choose = async (): Promise<Part> => {
    const masters = await mastersOf(servers);
    const chosen = masters[turn % masters.length];
    if (!chosen) throw new Error('The cluster has no master.');
    turn += 1;
    victim = chosen;
    return chosen;
  };
  const restart = async (): Promise<void> => {
    await victim?.start();
    const port = victim?.facts.port;
    if (port !== undefined) await eventually(() => onNode(port, isInStep));
  };
  return {
    name: 'a Redis master',
    kill: async () => (await choose()).kill(),
    restart,
    pause: async () => (await choose()).pause(),
    resume: () => victim?.resume(),
    flush: async () => {
      for (const { facts } of await mastersOf(servers)) await onNode(facts.port, (node) => node.flushall());
    },
    flushScripts: async () => {
      for (const { facts } of servers) await onNode(facts.port, (node) => node.script('FLUSH'));
    },
    stallReplication: async () => {
      stalled = await choose();
      const replica = await replicaOf(stalled, servers);
      await eventually(() => onNode(replica.facts.port, isInStep));
      await stallReplication(stalled.facts.port);
    },
    failOver: async (gone) => {
      const master = stalled ?? (await choose());
      victim = master;
      const replica = await replicaOf(master, servers);
      await master.kill();
      gone();
      await eventually(async () => (await roleOf(replica.facts.port)) === 'master');
      stalled = undefined;
      await restart();
    },
  };
}

async function mastersOf(servers: readonly Part[]): Promise<readonly Part[]> {
  const roles = await Promise.all(servers.map(({ facts }) => roleOf(facts.port)));
  return servers.filter((_, index) => roles[index] === 'master');
}

/** Who follows it now. */
async function replicaOf(master: Part, servers: readonly Part[]): Promise<Part> {
  let replica: Part | undefined;
  const announced = master.facts.address.split(':')[1] ?? '';
  await eventually(async () => {
    for (const server of servers) {
      if (server === master) continue;
      const state = await onNode(server.facts.port, (node) => node.info('replication'));
      if (state.includes(`master_port:${announced}\r`)) replica = server;
    }
    return replica !== undefined;
  });
  if (!replica) throw new Error(`Nobody follows ${master.name}.`);
  return replica;
}

/** Is a master, or has its master's data. */
async function isInStep(node: Redis): Promise<boolean> {
  const state = await node.info('replication');
  return state.includes('role:master') || state.includes('master_link_status:up');
}

async function onNode<Answer>(port: number, ask: (node: Redis) => Promise<Answer>): Promise<Answer> {
  const node = connectTo(port);
  try {
    return await ask(node);
  } finally {
    node.disconnect();
  }
}
