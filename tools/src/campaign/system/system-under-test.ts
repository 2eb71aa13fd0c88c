/** What the campaign needs of the house it drives: where it is, how to hurt it, and what its providers remember. */
export type Part = {
  readonly name: string;
  /** kill -9; resolves when the process is gone. */
  readonly kill: () => Promise<void>;
  /** Starts it again, on the same port with the same data; resolves when it is ready. */
  readonly restart: () => Promise<void>;
  /** SIGSTOP and SIGCONT. */
  readonly pause: () => void;
  readonly resume: () => void;
  /** Resolves when the process has ended, whoever ended it. */
  readonly exited: () => Promise<void>;
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
  /** The process ends itself by SIGKILL when it next comes to the point. */
  readonly arm: (point: CrashPoint) => void;
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
  readonly redis: Part & {
    readonly flush: () => Promise<void>;
    readonly flushScripts: () => Promise<void>;
    /** Remembers the data on disk as they are now. */
    readonly keepCopy: () => Promise<void>;
    /** Kills it and starts it with the remembered data. */
    readonly restartWithCopy: () => Promise<void>;
  };
  readonly mongo: Part;
  /** Between the servers and the engines. */
  readonly proxies: { readonly redis: Proxied; readonly mongo: Proxied };
  /** Around the proxies, for the one who judges. */
  readonly mongoUri: string;
  readonly database: string;
  readonly redisUrl: string;
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
