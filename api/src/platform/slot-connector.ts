import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectSecure } from 'node:tls';
import { AbstractConnector, Command, type Cluster } from 'ioredis';
import type { ConnectionTarget } from './redis.ts';

const disconnectLimitMs = 2_000;

/**
 * Options of a connection that goes to the master which owns a key's slot, and after a failure to whoever owns it
 * then. Commands that wait inside the server need one: on the cluster's own connections they would hold up others.
 */
export function atSlotOf(key: string, cluster: Cluster): ConnectionTarget {
  const slot = new Command('exists', [key]).getSlot();
  const { tls } = cluster.options.redisOptions ?? {};

  class SlotConnector extends AbstractConnector {
    constructor() {
      super(disconnectLimitMs);
    }

    async connect(): Promise<Socket> {
      this.connecting = true;
      await refreshed(cluster);
      const master = cluster.slots[slot]?.[0];
      if (!this.connecting || master === undefined) throw new Error('the slot has no master now');
      const at = { host: master.slice(0, master.lastIndexOf(':')), port: Number(master.split(':').at(-1)) };
      const stream = tls ? connectSecure({ ...at, ...tls }) : connectPlain(at);
      stream.once('error', (error: Error) => {
        this.firstError = error;
      });
      this.stream = stream;
      return stream;
    }
  }

  return {
    Connector: SlotConnector,
    // A master that gave the slot away answers so and keeps the connection: it is the wrong one from then on.
    reconnectOnError: (error) =>
      /^(MOVED|ASK|READONLY|UNBLOCKED|CLUSTERDOWN|MASTERDOWN)\b/.test(error.message),
  };
}

/** Asks the cluster who owns what; where nobody says, what was known last has to do. */
function refreshed(cluster: Cluster): Promise<void> {
  return new Promise((resolve) => cluster.refreshSlotsCache(() => resolve()));
}
