/** What a nemesis does to a cluster from inside: stalls its replication, moves a master's role. */
import { setTimeout as delay } from 'node:timers/promises';
import { Command } from 'ioredis';
import { connectTo } from './redis-cluster.ts';

const pollMs = 30;
const answerMs = 1_000;
const manualFailoverMs = 5_500;
const limitMs = 20_000;

/** Its replicas get everything up to here and nothing from here on, whatever it acknowledges. */
export async function stallReplication(masterPort: number): Promise<void> {
  await on(masterPort, async (node) => {
    const upTo = Number(/master_repl_offset:(\d+)/.exec(await node.info('replication'))?.[1]);
    await until(async () => {
      const offsets = [...(await node.info('replication')).matchAll(/^slave\d+:.*offset=(\d+)/gm)];
      return offsets.every(([, offset]) => Number(offset) >= upTo);
    });
    await node.call('ACL', 'SETUSER', 'default', '-psync', '-sync');
    await node.call('CLIENT', 'KILL', 'TYPE', 'replica');
  });
}

export async function resumeReplication(masterPort: number): Promise<void> {
  await on(masterPort, (node) => node.call('ACL', 'SETUSER', 'default', '+psync', '+sync'));
}

/**
 * Makes this replica the master: `FORCE` does not wait for the old one, which loses what it has not told. In order, it
 * first has to have the old one's data. Resolves when it is master.
 */
export async function failOver(replicaPort: number, how: 'in order' | 'FORCE'): Promise<void> {
  await on(replicaPort, async (node) => {
    const saysSo = async (text: string) => (await node.info('replication')).includes(text);
    if (how === 'in order') await until(() => saysSo('master_link_status:up'));
    await until(async () => {
      const answer = await node
        .call('CLUSTER', 'FAILOVER', ...(how === 'FORCE' ? ['FORCE'] : []))
        .catch((error: unknown) => error);
      // It refuses while it does not know a master yet; asked and not voted for, it gives up after five seconds.
      if (answer !== 'OK') return false;
      const deadline = Date.now() + manualFailoverMs;
      while (Date.now() < deadline && !(await saysSo('role:master'))) await delay(pollMs);
      return saysSo('role:master');
    });
  });
}

type Range = readonly [from: number, to: number, ...nodes: (readonly [host: string, port: number])[]];

/** Ports of who owns a key's slot and of who follows it, by whichever of these nodes answers; throws where none knows. */
export async function ownersOf(
  ports: readonly number[],
  key: string,
): Promise<{ readonly master: number; readonly replicas: readonly number[] }> {
  const slot = new Command('exists', [key]).getSlot();
  for (const port of ports) {
    const ranges = await ask(port, (node) => node.call('CLUSTER', 'SLOTS'));
    const owners = (ranges as readonly Range[] | undefined)?.find(([from, to]) => from <= slot && slot <= to);
    const [, , master, ...replicas] = owners ?? [];
    if (master) return { master: master[1], replicas: replicas.map(([, each]) => each) };
  }
  throw new Error('No node of the cluster says who owns the slot.');
}

export type Role = 'master' | 'replica' | 'unreachable';

export async function roleOf(port: number): Promise<Role> {
  const answer = await ask(port, (node) => node.info('replication'));
  if (answer === undefined) return 'unreachable';
  return answer.includes('role:master') ? 'master' : 'replica';
}

/** What it answers within a second, or undefined. */
async function ask<Answer>(
  port: number,
  question: (node: ReturnType<typeof connectTo>) => Promise<Answer>,
): Promise<Answer | undefined> {
  const node = connectTo(port);
  try {
    return await Promise.race([question(node), delay(answerMs, undefined, { ref: false })]);
  } finally {
    node.disconnect();
  }
}

async function on(
  port: number,
  act: (node: ReturnType<typeof connectTo>) => Promise<unknown>,
): Promise<void> {
  const node = connectTo(port);
  try {
    await act(node);
  } finally {
    node.disconnect();
  }
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (!(await isSo())) {
    if (Date.now() > deadline)
      throw new Error(`The cluster did not do as it was told within ${limitMs / 1_000} s.`);
    await delay(pollMs);
  }
}
