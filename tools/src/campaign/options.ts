/** What `npm run campaign -- …` was asked for. */
import { parseArgs } from 'node:util';
import { type Sabotage, sabotages } from './sabotage.ts';

export type CampaignRequest = {
  readonly operations: number;
  readonly seed: number;
  readonly nodes: number;
  readonly actors: number;
  readonly withFaults: boolean;
  /** Only kinds of faults whose name has this in it. */
  readonly only: string;
  readonly sabotage: Sabotage | undefined;
  /** The campaign of this seed is done once more, as its kept history says. */
  readonly replay: number | undefined;
  /** A Redis Cluster and a replica set of so many members; undefined means one server of each. */
  readonly stack: { readonly mongoReplicas: number } | undefined;
};

/** Throws one sentence for an option it does not know or a number that is none. */
export function readCampaignOptions(args: readonly string[]): CampaignRequest {
  const { values } = parseArgs({
    args: [...args],
    options: {
      operations: { type: 'string', default: '20000' },
      seed: { type: 'string', default: '1' },
      nodes: { type: 'string' },
      actors: { type: 'string', default: '64' },
      stack: { type: 'boolean', default: false },
      'redis-cluster': { type: 'boolean', default: false },
      'mongo-replicas': { type: 'string', default: '3' },
      only: { type: 'string', default: '' },
      'no-faults': { type: 'boolean', default: false },
      sabotage: { type: 'string' },
      replay: { type: 'string' },
    },
  });
  const sabotage = sabotages.find((kind) => kind === values.sabotage);
  if (values.sabotage !== undefined && !sabotage) {
    throw new Error(`--sabotage takes one of ${sabotages.join(', ')}.`);
  }
  const isStack = values.stack || values['redis-cluster'];
  const mongoReplicas = count('--mongo-replicas', values['mongo-replicas'], [1, 7]);
  return {
    operations: count('--operations', values.operations, [1, 100_000_000]),
    seed: count('--seed', values.seed, [0, 2 ** 31]),
    nodes: count('--nodes', values.nodes ?? (isStack ? '3' : '1'), [1, 9]),
    actors: count('--actors', values.actors, [1, 1_000]),
    withFaults: !values['no-faults'] && !sabotage,
    only: values.only,
    sabotage,
    replay: values.replay === undefined ? undefined : count('--replay', values.replay, [0, 2 ** 31]),
    stack: isStack ? { mongoReplicas } : undefined,
  };
}

function count(name: string, text: string, [least, most]: readonly [number, number]): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Error(`${name} wants a number from ${least} to ${most}, not "${text}".`);
}
