import { isDeepStrictEqual } from 'node:util';
import type { ProblemCode } from '@foyer/shared/problems';
import type fc from 'fast-check';
import type { Answer } from '../harness/client.ts';
import type { RealHouse } from './house.ts';
import type { SalesModel } from './sales-model.ts';

/** What a model and a real house both do; it fails where the house answers otherwise than the model. */
export type Command = fc.AsyncCommand<SalesModel, RealHouse>;

/** The house did something else than the model. */
export class Disagreement extends Error {
  override readonly name = 'Disagreement';
}

interface Step {
  /** Whether there is anything to do it with; always, when left out. */
  readonly ready?: (model: SalesModel) => boolean;
  readonly run: (model: SalesModel, real: RealHouse) => Promise<void>;
}

/** A command under the name that a failing sequence is printed with. */
export function command(name: string, { ready = () => true, run }: Step): Command {
  // The library hands the model on as Readonly, which is no class any more.
  return { check: (model) => ready(model as SalesModel), run, toString: () => name };
}

/** Throws Disagreement where the two are not the same. */
export function agree(what: string, told: unknown, expected: unknown): void {
  if (isDeepStrictEqual(told, expected)) return;
  throw new Disagreement(`${what}: ${JSON.stringify(told)} instead of ${JSON.stringify(expected)}`);
}

/** Throws Disagreement unless the answer is that refusal, with those details where they are given. */
export function agreeRefused(
  what: string,
  { problem }: Answer<unknown>,
  { code, details }: { readonly code: ProblemCode; readonly details?: object },
): void {
  agree(what, problem?.code ?? 'a success', code);
  if (details) agree(what, problem?.details, details);
}
