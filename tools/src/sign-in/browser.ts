/** Walks redirects by hand, as a browser would, up to an address that is the caller's own. */
import { CookieJar } from './cookie-jar.ts';

const redirectLimit = 20;

export type Arrival = {
  /** Where the walk ended: the first address below `stopAt`, not fetched, or the page that did not redirect. */
  readonly url: URL;
  /** The page, unless the walk ended at `stopAt`. */
  readonly reply: Response | undefined;
};

export class Browser {
  readonly #jar = new CookieJar();

  /** Follows redirects until one leads to `stopAt` or the reply is none. Throws after twenty. */
  get(url: string, stopAt: string): Promise<Arrival> {
    return this.#walk(new URL(url), stopAt);
  }

  /** Sends a form, then follows as `get` does. */
  post(url: string, fields: Readonly<Record<string, string>>, stopAt: string): Promise<Arrival> {
    return this.#walk(new URL(url), stopAt, new URLSearchParams(fields));
  }

  async #walk(start: URL, stopAt: string, form?: URLSearchParams): Promise<Arrival> {
    let url = start;
    for (let step = 0; step < redirectLimit; step += 1) {
      if (url.href.startsWith(stopAt)) return { url, reply: undefined };
      const reply = await this.#fetch(url, step === 0 ? form : undefined);
      const location = reply.headers.get('location');
      if (location === null) return { url, reply };
      await reply.body?.cancel();
      url = new URL(location, url);
    }
    throw new Error(`More than ${redirectLimit} redirects from ${start.origin}${start.pathname}.`);
  }

  async #fetch(url: URL, form: URLSearchParams | undefined): Promise<Response> {
    const reply = await fetch(url, {
      method: form === undefined ? 'GET' : 'POST',
      headers: { cookie: this.#jar.header(url) },
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
      ...(form === undefined ? {} : { body: form }),
    });
    this.#jar.store(url, reply);
    return reply;
  }
}
