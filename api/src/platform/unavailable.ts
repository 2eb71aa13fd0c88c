/** A dependency did not answer; whether a write took effect there is not known. */
export class DependencyUnavailable extends Error {
  override readonly name = 'DependencyUnavailable';
  readonly dependency: 'mongo' | 'redis' | 'identity-provider';

  constructor(dependency: DependencyUnavailable['dependency'], options?: ErrorOptions) {
    super(`${dependency} does not answer`, options);
    this.dependency = dependency;
  }
}

/** Something is wrong before the server could start; the message is one sentence for the operator. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}
