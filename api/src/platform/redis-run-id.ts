import type { Redis } from 'ioredis';
import { DependencyUnavailable } from './unavailable.ts';

const retryMs = 200;
const attempts = 25;

/** What a script is told of the run of the server it counts on. */
export interface ServerRun {
  /** Throws DependencyUnavailable while it is not known. */
  current(): string;
}

/** Tells a script to ask its server: in a cluster a command may reach another one than its sender thought. */
export const askedByScript = 'ask';

/**
 * Which run of the server a connection talks to. A restart or a failover may have rewound the data, so what was
 * read in one run proves nothing in the next. Unknown from the moment a connection drops until the new one has said.
 */
export class RedisRunId implements ServerRun {
  #runId: string | undefined;
  #connection = 0;
  #asking: Promise<void> = Promise.resolve();

  constructor(redis: Redis) {
    redis.on('ready', () => {
      this.#connection += 1;
      this.#asking = this.#ask(redis, this.#connection);
    });
    redis.on('close', () => {
      this.#connection += 1;
      this.#runId = undefined;
    });
  }

  /** The run's id, 16 hexadecimal digits. Throws DependencyUnavailable while it is not known. */
  current(): string {
    if (this.#runId === undefined) throw new DependencyUnavailable('redis');
    return this.#runId;
  }

  /** Resolves once the first connection has said. */
  async known(): Promise<void> {
    await this.#asking;
    this.current();
  }

  /** Asks until the connection has said or is gone; one that stays and never says is given up after some seconds. */
  async #ask(redis: Redis, connection: number): Promise<void> {
    for (let attempt = 0; attempt < attempts && connection === this.#connection; attempt += 1) {
      const info = await redis.info('server').catch(() => '');
      const runId = /^run_id:([0-9a-f]{40})/m.exec(info)?.[1];
      if (runId && connection === this.#connection) this.#runId = runId.slice(0, 16);
      if (runId) return;
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
  }
}
