import { inspect } from 'node:util';

/** A value that prints as `[secret]` wherever it is logged, serialised or inspected. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [inspect.custom](): string {
    return '[secret]';
  }
}

/** An address without its user and password, for messages; up to the last `@`, which a password may contain. */
export function withoutCredentials(uri: string): string {
  return uri.replace(/\/\/.*@/, '//');
}
