/** The API processes of a stack, and those that do its background work. */
import { startApi, stopLeftoverApi, waitUntilReady } from '../start/api.ts';
import { stopInTime } from '../engines/child.ts';
import { requireFree } from '../engines/ports.ts';
import { type Ground, prepareSite, startPart } from './ground.ts';
import type { Part, PartKind } from './part.ts';

export type ApiWish = {
  readonly name: string;
  readonly kind: Extract<PartKind, 'api' | 'worker'>;
  /** Undefined means a free one. */
  readonly port: number | undefined;
  /** Default: the API's own main. */
  readonly program: string | undefined;
  /** PORT is added. */
  readonly env: Readonly<Record<string, string>>;
};

/** Starts it with its own port and log; resolves when it is ready. */
export async function startApiPart(ground: Ground, wish: ApiWish): Promise<Part> {
  const site = await prepareSite(ground, wish.name, wish.port);
  await stopLeftoverApi(site.folder);
  await requireFree(wish.name, site.port);
  const url = `http://127.0.0.1:${site.port}`;
  let isFirst = true;
  return startPart(ground, site, {
    kind: wish.kind,
    launch: async () => {
      const api = await startApi({
        url,
        env: { ...wish.env, PORT: String(site.port) },
        dataFolder: site.folder,
        logFile: site.logFile,
        watch: false,
        ...(wish.program === undefined ? {} : { program: wish.program }),
        complain: (line) => ground.say(`${wish.name}: ${line}`),
      });
      try {
        // Later it may be started while an engine is away: then it serves, and is not ready.
        await waitUntilReady(api, url, isFirst ? '/readyz' : '/livez');
      } catch (error) {
        await stopInTime(api).catch(() => undefined);
        throw error;
      }
      isFirst = false;
      return api;
    },
  });
}
