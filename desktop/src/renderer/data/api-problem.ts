import type { ProblemCode } from '@foyer/shared/problems';

/** A refusal of the API. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly code: ProblemCode;
  readonly details: Readonly<Record<string, unknown>>;
  readonly requestId: string;

  constructor(problem: {
    readonly code: ProblemCode;
    readonly details: Readonly<Record<string, unknown>>;
    readonly requestId: string;
  }) {
    super(problem.code);
    this.code = problem.code;
    this.details = problem.details;
    this.requestId = problem.requestId;
  }
}

/** No answer, or none that fits the contract: whether the request did something is unknown. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}
