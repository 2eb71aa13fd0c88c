/** Which nodes are known to be shut: nobody spends a numbered operation on a door that does not open. */
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export type Doors = {
  /** The wanted node, or the next that is open; waits while all are shut, but not once it is all over. */
  readonly enter: (wanted: number) => Promise<number>;
  /** Nobody answered there. Tried in growing pauses until somebody does. */
  readonly shut: (node: number) => void;
  /** Lets everybody go on. */
  readonly close: () => void;
};

const firstPauseMs = 20;
export const longestPauseMs = 500;
const connectLimitMs = 1_000;

export function watchDoors(origins: readonly string[]): Doors {
  const shut = new Set<number>();
  let waiting: (() => void)[] = [];
  let isClosed = false;
  const release = (): void => {
    const all = waiting;
    waiting = [];
    for (const go of all) go();
  };
  const findOpen = (wanted: number): number | undefined =>
    origins.map((_, index) => (wanted + index) % origins.length).find((node) => !shut.has(node));
  const tryAgain = async (node: number): Promise<void> => {
    let pauseMs = firstPauseMs;
    for (;;) {
      if (isClosed || (await answers(origins[node] ?? ''))) break;
      await delay(pauseMs);
      pauseMs = Math.min(2 * pauseMs, longestPauseMs);
    }
    shut.delete(node);
    release();
  };
  return {
    enter: async (wanted) => {
      for (;;) {
        const open = findOpen(wanted);
        if (open !== undefined || isClosed) return open ?? wanted;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
    shut: (node) => {
      if (shut.has(node) || isClosed) return;
      shut.add(node);
      void tryAgain(node);
    },
    close: () => {
      isClosed = true;
      release();
    },
  };
}

function answers(origin: string): Promise<boolean> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    const end = (isOpen: boolean): void => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.setTimeout(connectLimitMs, () => end(false));
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}
