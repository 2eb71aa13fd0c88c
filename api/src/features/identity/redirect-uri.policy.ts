/**
 * A native client listens on a loopback address with whatever port it got (RFC 8252, 7.3). `localhost` is left out:
 * it can be made to mean another machine (8.3). Fragments would swallow what we append; a user name or a backslash
 * could make two readers see two hosts.
 */
const loopback = /^http:\/\/(?:127\.0\.0\.1|\[::1\]):([1-9]\d{0,4})(?:[/?][\w\-.~!$&'()*+,;=:@%/?]*)?$/;

/** Whether a sign-in may return there: any loopback port, or exactly one of the listed addresses. */
export function isAllowedRedirect(uri: string, webRedirectUris: readonly string[]): boolean {
  return webRedirectUris.includes(uri) || isLoopback(uri);
}

/** Whether a program on the person's own machine listens there. */
export function isLoopback(uri: string): boolean {
  const port = loopback.exec(uri)?.[1];
  return port !== undefined && Number(port) <= 65_535;
}

/** The client's address with parameters added to its query; of a name it had already, ours replaces it. */
export function redirectWith(uri: string, parameters: Readonly<Record<string, string>>): string {
  const url = new URL(uri);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}
