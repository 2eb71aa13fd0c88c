/** A browser's cookies, as far as a sign-in needs them: by host (ports do not count), path and expiry. */

type Cookie = { readonly host: string; readonly path: string; readonly name: string; readonly value: string };

export class CookieJar {
  readonly #cookies = new Map<string, Cookie>();

  /** Takes over what the reply from `url` set; a cookie with an expiry in the past is forgotten. */
  store(url: URL, reply: Response): void {
    for (const line of reply.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const equals = pair.indexOf('=');
      if (equals < 1) continue;
      const name = pair.slice(0, equals);
      const path = attributeOf(attributes, 'path') ?? '/';
      const key = `${url.hostname} ${path} ${name}`;
      if (isExpired(attributes)) this.#cookies.delete(key);
      else this.#cookies.set(key, { host: url.hostname, path, name, value: pair.slice(equals + 1) });
    }
  }

  /** The value of the Cookie header for a request to `url`; empty where there is none. */
  header(url: URL): string {
    return [...this.#cookies.values()]
      .filter(({ host, path }) => host === url.hostname && covers(path, url.pathname))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  }
}

function attributeOf(attributes: readonly string[], name: string): string | undefined {
  const found = attributes.find((attribute) => attribute.toLowerCase().startsWith(`${name}=`));
  return found?.slice(name.length + 1);
}

function isExpired(attributes: readonly string[]): boolean {
  const maxAge = attributeOf(attributes, 'max-age');
  if (maxAge !== undefined) return Number(maxAge) <= 0;
  const expires = attributeOf(attributes, 'expires');
  return expires !== undefined && Date.parse(expires) <= Date.now();
}

function covers(path: string, wanted: string): boolean {
  if (wanted === path) return true;
  return wanted.startsWith(path.endsWith('/') ? path : `${path}/`);
}
