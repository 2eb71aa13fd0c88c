import { isLoopback } from './redirect-uri.policy.ts';

/** What is known of the program that a session belongs to. */
export interface SessionClient {
  readonly kind: 'DESKTOP' | 'WEB';
  readonly name: string | null;
}

const longestName = 120;

/** An enrolled till, by what it says of itself. */
export function tillClient(userAgent: string | undefined): SessionClient {
  return { kind: 'DESKTOP', name: nameIn(userAgent) };
}

/** A program that listens on the machine itself is a till's; its name is what it says of itself, cut short. */
export function clientOf(redirectUri: string, userAgent: string | undefined): SessionClient {
  return { kind: isLoopback(redirectUri) ? 'DESKTOP' : 'WEB', name: nameIn(userAgent) };
}

function nameIn(userAgent = ''): string | null {
  const name = userAgent
    .replaceAll(/[^\x20-\x7e]/g, '')
    .trim()
    .slice(0, longestName);
  return name === '' ? null : name;
}
