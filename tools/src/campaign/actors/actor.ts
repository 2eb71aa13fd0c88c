import { setTimeout as delay } from 'node:timers/promises';
import type { HistoryWriter } from '../history/history-writer.ts';
import type { Random } from '../random.ts';
import { answerOf, type Answer } from './answers.ts';
import { chooseWish, type House } from './choice.ts';
import { type Doors, longestPauseMs } from './doors.ts';
import type { HttpClient } from './http-client.ts';
import { Memory } from './memory.ts';
import type { Role } from './tokens.ts';
import type { Wish } from './wishes.ts';

/** Where operations get their numbers, and who is told of their ends. */
export type Desk = {
  /** The next number, once it may begin; null when the run is over. */
  readonly admit: () => Promise<number | null>;
  readonly settled: (op: Settled) => void;
  readonly now: () => number;
  readonly history: HistoryWriter;
  readonly client: HttpClient;
  /** Addresses of the API's nodes. */
  readonly nodes: readonly string[];
  readonly doors: Doors;
  readonly house: House;
};

export type Settled = { readonly wish: Wish; readonly answer: Answer; readonly beganAt: number };

export type Person = {
  readonly name: string;
  readonly role: Exclude<Role, 'MANAGER'>;
  readonly random: Random;
  readonly tokens: Readonly<Record<Wish['as'], string>>;
};

const firstPauseMs = 60;

/** Acts until the run is over. */
export async function act(person: Person, desk: Desk): Promise<void> {
  const memory = new Memory();
  let keys = 0;
  const newKey = (): string => {
    keys += 1;
    return `${person.name}-${keys}-${person.random.below(1_000_000)}`;
  };
  const situation = { role: person.role, random: person.random, memory, house: desk.house, newKey };
  let pauseMs = firstPauseMs;
  for (;;) {
    const node = await desk.doors.enter(person.random.below(desk.nodes.length));
    const op = await desk.admit();
    if (op === null) return;
    const wish = chooseWish(situation);
    const answer = await perform(op, { wish, person, node }, desk);
    memory.learn(op, wish, answer);
    if (answer.code === 'ECONNREFUSED') desk.doors.shut(node);
    // Nobody hammers on a house that can't serve.
    const isAway = answer.status === 0 || answer.status === 503;
    if (isAway) await delay(pauseMs);
    pauseMs = isAway ? Math.min(2 * pauseMs, longestPauseMs) : firstPauseMs;
    await desk.history.settled();
  }
}

async function perform(
  op: number,
  { wish, person, node }: { readonly wish: Wish; readonly person: Person; readonly node: number },
  desk: Desk,
): Promise<Answer> {
  const beganAt = desk.now();
  desk.history.write({ kind: 'invoke', op, actor: person.name, node, at: beganAt, call: wish.call });
  const reply = await desk.client.send(desk.nodes[node] ?? '', {
    ...wish.request,
    token: person.tokens[wish.as],
  });
  const answer = answerOf(reply);
  desk.history.write({ ...answer, op, at: desk.now() });
  desk.settled({ wish, answer, beganAt });
  return answer;
}
