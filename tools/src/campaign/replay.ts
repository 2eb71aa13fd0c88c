/** A campaign once more: what the kept history's head says, and how far two histories of one seed agree. */
import { z } from 'zod';
import { readHistory } from './history/history-reader.ts';
import type { Call, Head } from './history/history.ts';
import type { CampaignRequest } from './options.ts';

/** What a campaign writes into its head, so that it can be repeated. */
export const Told = z.object({
  actors: z.int(),
  nodes: z.int(),
  /** Members of the replica set; null where there is one server of each kind. */
  mongoReplicas: z.int().nullable(),
  /** Faults in the order in which they strike. */
  strikes: z.array(z.string()),
});
export type Told = z.infer<typeof Told>;

/** `strikes` are those of the kept history; undefined draws them anew. */
export type Planned = CampaignRequest & { readonly strikes: readonly string[] | undefined };

type Kept = Pick<Head, 'seed' | 'operations'> & Told;

/** Throws a sentence where the file is no history of a campaign. */
async function readKept(file: string): Promise<Kept> {
  for await (const line of readHistory(file)) {
    if (line.kind !== 'head') break;
    const told = Told.safeParse(line.options);
    if (told.success) return { seed: line.seed, operations: line.operations, ...told.data };
  }
  throw new Error(`${file} does not say how it was made.`);
}

/** What was asked, but for what the kept history of a replay says. */
export async function asKept(request: CampaignRequest, file: (seed: number) => string): Promise<Planned> {
  if (request.replay === undefined) return { ...request, strikes: undefined };
  const { seed, operations, actors, nodes, mongoReplicas, strikes } = await readKept(file(request.replay));
  const stack = mongoReplicas === null ? undefined : { mongoReplicas };
  return { ...request, seed, operations, actors, nodes, stack, strikes };
}

type Course = { readonly actors: ReadonlyMap<string, readonly number[]>; readonly faults: readonly string[] };

/** One line: how much of what people asked and of what struck is the same, each actor up to the first difference. */
export async function compareHistories(first: string, second: string): Promise<string> {
  const [one, other] = [await courseOf(first), await courseOf(second)];
  let same = 0;
  let all = 0;
  for (const [actor, calls] of one.actors) {
    const theirs = other.actors.get(actor) ?? [];
    const end = calls.findIndex((call, index) => call !== theirs[index]);
    same += end === -1 ? calls.length : end;
    all += calls.length;
  }
  const struck = one.faults.filter((fault, index) => other.faults[index] === fault).length;
  return `replay: each actor asked the same as before up to its first other answer, ${same} of ${all} requests; ${struck} of ${one.faults.length} faults struck in the same order`;
}

async function courseOf(file: string): Promise<Course> {
  const actors = new Map<string, number[]>();
  const faults: string[] = [];
  for await (const line of readHistory(file)) {
    if (line.kind === 'fault' && line.phase === 'strikes') faults.push(line.fault);
    if (line.kind !== 'invoke') continue;
    const calls = actors.get(line.actor) ?? [];
    calls.push(hashOf(line.call));
    actors.set(line.actor, calls);
  }
  return { actors, faults };
}

/** FNV-1a of what was drawn; the names that the house gave differ from run to run. */
function hashOf({ does, showtime, seats, count, key, payments }: Call): number {
  const text = JSON.stringify([does, showtime, seats, count, key, payments]);
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value | 0;
}
