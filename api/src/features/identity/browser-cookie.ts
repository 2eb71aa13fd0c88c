import { attemptMs } from './sign-in.service.ts';
import { hashOf } from './secrets.ts';

/**
 * Ties a sign-in to the browser that started it, so that nobody can be made to finish somebody else's. Each sign-in
 * has a cookie of its own: two clients on one machine share a browser and may sign in at the same time.
 */
export interface BrowserCookies {
  set(state: string, browserSecret: string): string;
  clear(state: string): string;
  /** Reads the secret of this state's sign-in from a Cookie header. */
  read(state: string, header: string | undefined): string | undefined;
}

/** `callbackUrl` is where the provider returns; only plain http on loopback goes without `Secure`. */
export function createBrowserCookies(callbackUrl: string): BrowserCookies {
  const { protocol, hostname } = new URL(callbackUrl);
  const secure = protocol === 'http:' && isLoopback(hostname) ? '' : '; Secure';
  const attributes = `Path=/api/auth; HttpOnly; SameSite=Lax${secure}`;
  return {
    set: (state, browserSecret) =>
      `${nameOf(state)}=${browserSecret}; Max-Age=${attemptMs / 1000}; ${attributes}`,
    clear: (state) => `${nameOf(state)}=; Max-Age=0; ${attributes}`,
    read: (state, header = '') => {
      const start = `${nameOf(state)}=`;
      const pair = header.split(';').find((part) => part.trim().startsWith(start));
      return pair?.trim().slice(start.length);
    },
  };
}

/**
 * Where a login has to be repeated because it came in under another name of this machine than the provider returns
 * to: cookies set for `localhost` are not sent to `127.0.0.1`. Null when the names agree or a proxy may be between.
 */
export function sameHostLogin(
  callbackUrl: string,
  host: string | undefined,
  query: Readonly<Record<string, string | undefined>>,
): string | null {
  const callback = new URL(callbackUrl);
  if (!host || !URL.canParse(`http://${host}`)) return null;
  const asked = new URL(`http://${host}`);
  const differs = asked.hostname !== callback.hostname && asked.port === callback.port;
  if (!differs || !isLoopback(asked.hostname) || !isLoopback(callback.hostname)) return null;
  const again = new URL('/api/auth/google/login', callback);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) again.searchParams.set(name, value);
  }
  return again.href;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}

/** The cookie's name must not tell the state, and must differ from the stand-in's, which may share our host. */
function nameOf(state: string): string {
  return `foyer_sign_in_${hashOf(state).slice(0, 16)}`;
}
