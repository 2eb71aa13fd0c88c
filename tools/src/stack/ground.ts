/** What every part of a stack stands on: its folders, its shape, the proxies before it. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keptPort, requireFree } from '../engines/ports.ts';
import type { UndoStack } from '../start/undo-stack.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import type { StackShape } from './options.ts';
import { Part, type PartKind, type PartOptions } from './part.ts';

export type Ground = {
  readonly dataFolder: string;
  readonly logFolder: string;
  readonly undo: UndoStack;
  readonly withProxies: boolean;
  readonly say: (line: string) => void;
  readonly onChange: () => void;
};

/** Where a part lives: its folder, its port, and the port under which others find it. */
export type Site = {
  readonly name: string;
  readonly folder: string;
  readonly logFile: string;
  readonly port: number;
  readonly announcedPort: number;
  readonly proxy: FaultProxy | undefined;
};

/** Chooses its ports once and for all, and starts the proxy before it where there are to be any. */
export async function prepareSite(ground: Ground, name: string, wanted?: number): Promise<Site> {
  const folder = join(ground.dataFolder, name);
  const port = wanted ?? (await keptPort(folder));
  const site = { name, folder, logFile: join(ground.logFolder, `${name}.log`), port };
  if (!ground.withProxies) return { ...site, announcedPort: port, proxy: undefined };
  const announcedPort = await keptPort(join(folder, 'proxy'));
  await requireFree(`the proxy of ${name}`, announcedPort);
  const proxy = await startFaultProxy({ port: announcedPort, targetPort: port });
  ground.undo.add(`The proxy of ${name}`, () => proxy.stop());
  return { ...site, announcedPort, proxy };
}

/** A part at this site, started. */
export async function startPart(
  ground: Ground,
  site: Site,
  { kind, launch }: { readonly kind: PartKind; readonly launch: PartOptions['launch'] },
): Promise<Part> {
  const { name, port, logFile, proxy } = site;
  const address = `127.0.0.1:${site.announcedPort}`;
  const { onChange, say } = ground;
  const part = new Part({ name, kind, port, address, logFile, proxy, launch, onChange, say });
  ground.undo.add(name, () => part.stop());
  await part.start();
  say(`${name} runs at ${address}`);
  return part;
}

/** Throws one sentence where the data was made by a stack of another shape: its engines would not find each other. */
export async function claimShape(dataFolder: string, shape: StackShape, fresh: boolean): Promise<void> {
  const { redisCluster, redisReplicas, mongoReplicas } = shape;
  const wanted = JSON.stringify({ redisCluster, redisReplicas, mongoReplicas });
  const file = join(dataFolder, 'shape.json');
  if (fresh) await rm(dataFolder, { recursive: true, force: true });
  const kept = await readFile(file, 'utf8').catch(() => wanted);
  if (kept !== wanted) {
    throw new Error(
      `The data in ${dataFolder} belongs to a stack of ${kept}; pass --fresh or another --data.`,
    );
  }
  await mkdir(dataFolder, { recursive: true });
  await writeFile(file, wanted);
}
