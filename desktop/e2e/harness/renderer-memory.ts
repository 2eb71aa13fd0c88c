/** Everything that the page's process holds, as text to search for a secret. */
import type { ElectronApplication, Page } from 'playwright-core';

/** Listens, inside the program, to what the API answers main; for the secrets that the page must not hold. */
export async function hearTokens(app: ElectronApplication): Promise<() => Promise<string>> {
  await app.evaluate(({ net }) => {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    const ask = net.request.bind(net);
    net.request = (options) => {
      const request = ask(options);
      request.on('response', (response) => response.on('data', (part) => heard.push(part.toString())));
      return request;
    };
  });
  return () => app.evaluate(() => (globalThis as unknown as { heard: string[] }).heard.join(''));
}

/** Each place in which a page may keep something, with its whole content. */
export async function placesOf(page: Page): Promise<Readonly<Record<string, string>>> {
  const reachable = await page.evaluate(async () => {
    const globals: string[] = [];
    const seen = new Set<unknown>();
    const walk = (value: unknown, depth: number): void => {
      if (typeof value === 'string') globals.push(value);
      if (typeof value !== 'object' || value === null || seen.has(value) || depth > 4) return;
      seen.add(value);
      for (const name of Object.getOwnPropertyNames(value)) {
        try {
          walk((value as Record<string, unknown>)[name], depth + 1);
        } catch {
          // Some of a window's properties refuse to be read.
        }
      }
    };
    walk(window, 0);
    const databases = await indexedDB.databases();
    return {
      localStorage: JSON.stringify(localStorage),
      sessionStorage: JSON.stringify(sessionStorage),
      databases: JSON.stringify(databases),
      caches: JSON.stringify(await caches.keys().catch(() => [])),
      cookies: document.cookie,
      globals: globals.join('\n'),
      document: document.documentElement.outerHTML,
      address: `${window.location.href} ${window.name} ${JSON.stringify(window.history.state)}`,
    };
  });
  return { ...reachable, heap: await heapOf(page) };
}

async function heapOf(page: Page): Promise<string> {
  const inspector = await page.context().newCDPSession(page);
  const parts: string[] = [];
  inspector.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => parts.push(chunk));
  await inspector.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await inspector.detach();
  return parts.join('');
}
