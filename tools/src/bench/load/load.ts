/** Starts the load program and hands it jobs. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
import { type Job, Outcome } from './job.ts';

const Answer = z.union([z.object({ outcome: Outcome }), z.object({ error: z.string() })]);

export type Load = {
  /** Throws where a request got no answer at all. */
  readonly run: (job: Job) => Promise<Outcome>;
  /** Lets a job with `untilStopped` come to its end. */
  readonly enough: () => void;
  readonly stop: () => Promise<void>;
};

export function startLoad(): Load {
  const child = fork(join(import.meta.dirname, 'main.ts'), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  return {
    run: async (job) => {
      const answered = once(child, 'message');
      child.send(job);
      const [message] = (await Promise.race([answered, exited.then(() => [{ error: 'it ended' }])])) as [
        unknown,
      ];
      const answer = Answer.parse(message);
      if ('error' in answer) throw new Error(`The load program failed: ${answer.error}`);
      return answer.outcome;
    },
    enough: () => void child.send({ enough: true }),
    stop: async () => {
      child.kill();
      await exited;
    },
  };
}

/** Throws unless every reply of the step had that status. */
export function requireAll(outcome: Outcome, step: number, status: number): void {
  const counts = outcome.statuses[step] ?? {};
  const others = Object.keys(counts).filter((code) => code !== String(status));
  if (others.length > 0) throw new Error(`expected only ${status}, got ${JSON.stringify(counts)}`);
}
