/** What `npm run stack -- …` was asked for. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export type StackShape = {
  /** API processes. */
  readonly nodes: number;
  /** Processes of background work; 0 lets every API process do it too. */
  readonly workers: number;
  /** Three masters instead of one server. */
  readonly redisCluster: boolean;
  /** Replicas of each master. */
  readonly redisReplicas: number;
  /** Members of MongoDB's replica set. */
  readonly mongoReplicas: number;
};

export type StackRequest = StackShape & {
  /** The first API process' port; the others follow. */
  readonly port: number;
  /** Undefined means the usual place. */
  readonly dataFolder: string | undefined;
  readonly fresh: boolean;
};

/** Throws one sentence for an option it does not know or a number that is none. */
export function readStackOptions(args: readonly string[]): StackRequest {
  const { values } = parseArgs({
    args: [...args],
    options: {
      nodes: { type: 'string', default: '1' },
      workers: { type: 'string', default: '0' },
      'redis-cluster': { type: 'boolean', default: false },
      'redis-replicas': { type: 'string', default: '0' },
      'mongo-replicas': { type: 'string', default: '1' },
      port: { type: 'string', default: '8080' },
      data: { type: 'string' },
      fresh: { type: 'boolean', default: false },
    },
  });
  const redisReplicas = count('--redis-replicas', values['redis-replicas'], [0, 2]);
  if (redisReplicas > 0 && !values['redis-cluster']) {
    throw new Error('--redis-replicas goes with --redis-cluster.');
  }
  return {
    nodes: count('--nodes', values.nodes, [1, 9]),
    workers: count('--workers', values.workers, [0, 9]),
    redisCluster: values['redis-cluster'],
    redisReplicas,
    mongoReplicas: count('--mongo-replicas', values['mongo-replicas'], [1, 7]),
    port: count('--port', values.port, [1, 65_000]),
    dataFolder: values.data === undefined ? undefined : resolve(values.data),
    fresh: values.fresh,
  };
}

function count(name: string, text: string, [least, most]: readonly [number, number]): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Error(`${name} wants a number from ${least} to ${most}, not "${text}".`);
}
