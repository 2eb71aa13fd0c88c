/** What the campaign needs of the house it drives: where it is, how to hurt it, and what its providers remember. */
export type Part = {
  readonly name: string;
  /** kill -9; resolves when the process is gone. */
  readonly kill: () => Promise<void>;
  /** Starts it again, on the same port with the same data; resolves when it is ready. */
  readonly restart: () => Promise<void>;
  /** SIGSTOP and SIGCONT. */
  readonly pause: () => void | Promise<void>;
  readonly resume: () => void;
};

/** Calls back when the cause is gone and the house has to recover by itself; resolves when all run again. */
export type Failover = (gone: () => void) => Promise<void>;

/** A server, or of a cluster a master: the one that was killed or paused is the one that comes back. */
export type RedisPart = Part & {
  readonly flush: () => Promise<void>;
  readonly flushScripts: () => Promise<void>;
  /** A replica gets nothing from here on, whatever its master acknowledges. */
  readonly stallReplication: () => Promise<void>;
  /** Kills the master whose replication stalled, or any; its replica takes over. */
  readonly failOver: Failover;
  /** What a cluster can not do to one of its nodes. */
  readonly older?: {
    /** Remembers the data on disk as they are now. */
    readonly keepCopy: () => Promise<void>;
    /** Kills it and starts it with the remembered data. */
    readonly restartWithCopy: () => Promise<void>;
  };
};

/** A server, or the primary of a replica set. */
export type MongoPart = Part & {
  /** Resolves when there is a primary again. */
  readonly stepDown: Failover;
  /** Where there is somebody to elect: kills the primary, another one takes its place. */
  readonly failOver?: Failover;
};

export type CrashPoint =
  | 'after-insert-before-charge'
  | 'after-charge-before-compare-and-set'
  | 'after-compare-and-set-before-redis'
  | 'between-relay-and-pull';

/** One movement of money as a provider's own ledger has it. */
export type LedgerEntry = {
  readonly paymentId: string;
  readonly amountMinor: number;
  readonly captured: boolean;
  readonly refundedMinor: number;
};

export type ServerPart = Part & {
  readonly origin: string;
  /** The process ends itself by SIGKILL when it next comes to the point; null takes that back. */
  readonly arm: (point: CrashPoint | null) => void;
  /** Resolves when the process has ended, whoever ended it. */
  readonly exited: () => Promise<void>;
  /** Starts it again with a clock that is this far off. */
  readonly restartSkewed: (skewMs: number) => Promise<void>;
  /** Plants a fault in the product itself. */
  readonly sabotage: (kind: 'double-sell') => void;
};

export type Proxied = {
  readonly delay: (ms: number) => void;
  readonly halfOpen: () => void;
  readonly reset: () => void;
  readonly heal: () => void;
};

export type SystemUnderTest = {
  readonly nodes: readonly ServerPart[];
  readonly workers: readonly ServerPart[];
  /** Members of MongoDB's replica set beside a Redis Cluster; null where there is one server of each kind. */
  readonly mongoReplicas: number | null;
  readonly redis: RedisPart;
  readonly mongo: MongoPart;
  /** Between the servers and the engines. */
  readonly proxies: { readonly redis: Proxied; readonly mongo: Proxied };
  /** Around the proxies, for the one who judges. */
  readonly mongoUri: string;
  readonly database: string;
  /** Where redis-servers listen, masters and replicas. */
  readonly redisPorts: () => readonly number[];
  readonly redisNamespace: string;
  readonly jwtSecret: string;
  readonly holdTtlMs: number;
  readonly ledgers: () => Promise<readonly LedgerEntry[]>;
  /** Has the provider of online payments take money that nobody asked for; answers its name for the payment. */
  readonly chargeOrphan: () => Promise<string>;
  readonly tokens: { readonly good: string; readonly refused: string; readonly odd: readonly string[] };
  readonly hasTerminal: boolean;
  /** Folder of the servers' logs. */
  readonly logs: string;
  readonly stop: () => Promise<void>;
};
