/** Redis Cluster on this machine: redis-servers as `redis.ts` starts them, joined by their own commands. */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { keptPort } from './ports.ts';
import { type RedisOptions, type RunningRedis, startRedis } from './redis.ts';

const slotCount = 16_384;
const joinLimitMs = 30_000;
/** How long a master may be silent before its replica stands for election. */
export const nodeTimeoutMs = 1_000;

/** Starts one node, which may have no cluster yet; started again, it finds its cluster by itself. */
export async function startClusterNode(options: RedisOptions): Promise<RunningRedis> {
  const busPort = await keptPort(join(options.dataDir, 'bus'));
  return startRedis({
    ...options,
    extraArgs: [
      '--cluster-enabled',
      'yes',
      '--cluster-port',
      String(busPort),
      '--cluster-node-timeout',
      String(nodeTimeoutMs),
      // The halls of the other masters stay on sale while one is away.
      '--cluster-require-full-coverage',
      'no',
      // A replica that fell behind takes over all the same: MongoDB is the arbiter, and an old hall is not believed.
      '--cluster-replica-validity-factor',
      '0',
      '--repl-diskless-sync-delay',
      '0',
      ...(options.extraArgs ?? []),
    ],
  });
}

export type ClusterPlan = {
  readonly masters: readonly number[];
  /** Ports of replicas, the first of them for the first master and so on, round again. */
  readonly replicas: readonly number[];
};

/** Joins the nodes, unless they are joined, and waits until every slot has a master and every replica its data. */
export async function joinCluster(plan: ClusterPlan): Promise<void> {
  const deadline = Date.now() + joinLimitMs;
  const nodes = [...plan.masters, ...plan.replicas].map(connectTo);
  try {
    const assigned = await Promise.all(
      nodes.map(async (node) => numberIn(await stateOf(node), 'slots_assigned')),
    );
    if (assigned.every((slots) => slots === 0)) await introduce(nodes, plan, deadline);
    await until(deadline, async () => (await Promise.all(nodes.map(isInStep))).every(Boolean));
  } finally {
    for (const node of nodes) node.disconnect();
  }
}

/** A cluster node as itself, without following anything: to look at it or to do something to it. */
export function connectTo(port: number): Redis {
  const redis = new Redis({ host: '127.0.0.1', port, maxRetriesPerRequest: null });
  // Nodes are killed under it on purpose.
  redis.on('error', () => undefined);
  return redis;
}

async function introduce(nodes: readonly Redis[], plan: ClusterPlan, deadline: number): Promise<void> {
  const masters = nodes.slice(0, plan.masters.length);
  const share = Math.ceil(slotCount / masters.length);
  await Promise.all(
    masters.map((node, index) => {
      const from = index * share;
      return node.call('CLUSTER', 'ADDSLOTSRANGE', from, Math.min(from + share, slotCount) - 1);
    }),
  );
  // Masters that all begin with epoch 0 would quarrel over it first.
  await Promise.all(nodes.map((node, index) => node.call('CLUSTER', 'SET-CONFIG-EPOCH', index + 1)));
  for (const node of nodes.slice(1)) {
    const [, busPort] = await node.config('GET', 'cluster-port');
    await nodes[0]?.call('CLUSTER', 'MEET', '127.0.0.1', Number(node.options.port), Number(busPort));
  }
  const ids = await Promise.all(masters.map((node) => node.call('CLUSTER', 'MYID')));
  for (const [index, replica] of nodes.slice(masters.length).entries()) {
    const masterId = String(ids[index % ids.length]);
    await until(deadline, async () => String(await replica.call('CLUSTER', 'NODES')).includes(masterId));
    await replica.call('CLUSTER', 'REPLICATE', masterId);
  }
  await until(deadline, async () => {
    const states = await Promise.all(nodes.map(stateOf));
    return states.every((state) => numberIn(state, 'known_nodes') === nodes.length);
  });
}

/** Sees a whole cluster and, as a replica, has its master's data. */
async function isInStep(node: Redis): Promise<boolean> {
  const state = await stateOf(node);
  if (!state.includes('cluster_state:ok') || numberIn(state, 'slots_assigned') !== slotCount) return false;
  const replication = await node.info('replication');
  return replication.includes('role:master') || replication.includes('master_link_status:up');
}

async function stateOf(node: Redis): Promise<string> {
  return String(await node.call('CLUSTER', 'INFO'));
}

function numberIn(state: string, name: string): number {
  return Number(new RegExp(`cluster_${name}:(\\d+)`).exec(state)?.[1]);
}

async function until(deadline: number, isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) {
    if (Date.now() > deadline)
      throw new Error(`The Redis Cluster did not come together in ${joinLimitMs / 1_000} s.`);
    await delay(30);
  }
}
