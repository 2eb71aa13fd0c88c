/** What the load program is told, and what it tells back. */
import { z } from 'zod';

/** One request. A body with `$hold` gets the id of the hold that the chain's first reply named. */
export const Step = z.object({
  method: z.enum(['GET', 'POST', 'DELETE']),
  path: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string().nullable(),
});
export type Step = z.infer<typeof Step>;

/** Chains are taken in order by whichever connection is free; the steps of a chain follow each other on one. */
export const Job = z.object({
  /** Connections are dealt to them in turn. */
  origins: z.array(z.string()).min(1),
  connections: z.int().min(1).max(256),
  chains: z.array(z.array(Step).min(1)),
  /** Begins again with the first chain after the last, until it is told that this is enough. */
  untilStopped: z.boolean().optional(),
});
export type Job = z.infer<typeof Job>;

/** Ends a job that goes on until it is stopped. */
export const Enough = z.object({ enough: z.literal(true) });

export const Outcome = z.object({
  /** From the first byte sent to the last answer. */
  ms: z.number(),
  /** How many replies had which status, by step. */
  statuses: z.array(z.record(z.string(), z.int())),
  /** Milliseconds of every request, ascending, by step. */
  latencies: z.array(z.array(z.number())),
  /** The hold that each chain's first reply named, in the order of the chains. */
  holdIds: z.array(z.string().nullable()),
  /** The load program's own processor time. */
  cpuMs: z.number(),
});
export type Outcome = z.infer<typeof Outcome>;
