import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkoutFolder } from '@foyer/tools/checkout';
import { findSecrets } from '@foyer/tools/check/find-secrets';
import { z } from 'zod';
import { type Check, compare, nothingOf } from './check.ts';

const LeafNode = z.object({ offset: z.string(), size: z.number() });
const Node = z.object({
  get files() {
    return z.record(z.string(), z.union([Node, LeafNode, z.object({ unpacked: z.literal(true) })]));
  },
});

/** Our own programs and what their pages show; anything else has no business in there. */
const allowed =
  /^(package\.json|dist\/main\/main\.cjs|dist\/preload\/preload\.cjs|dist\/preload-guest\/guest\.cjs|dist\/renderer\/((index|guest)\.html|assets\/[\w-]+\.(js|css|woff2|svg|png)))$/;
const needed = [
  'dist/main/main.cjs',
  'dist/preload/preload.cjs',
  'dist/preload-guest/guest.cjs',
  'dist/renderer/index.html',
  'dist/renderer/guest.html',
  'package.json',
];
const manifestFields = ['author', 'description', 'main', 'name', 'private', 'type', 'version'];
/** Options that no window of ours has; those that Electron tells are also asked of the running window. */
const neverNamed = [
  'nodeIntegrationInWorker',
  'nodeIntegrationInSubFrames',
  'allowRunningInsecureContent',
  'experimentalFeatures',
  'enableBlinkFeatures',
  'navigateOnDragDrop: true',
  'webviewTag: true',
  'disable-web-security',
];
/** What belongs to development, wherever it would lie beside the program. */
const development = /(^|\/)(\.env[^/]*|\.git|node_modules|[^/]+\.(ts|tsx|map|spec\.js))$/;

/** Reads the product's archive: what is in it, and that none of it tells a secret or where it was built. */
export async function checkArchive(resources: string): Promise<readonly Check[]> {
  const files = await readArchive(join(resources, 'app.asar'));
  const paths = [...files.keys()];
  const texts = [...files]
    .filter(([path]) => /\.(cjs|js|json|html|css)$/.test(path))
    .map(([path, content]) => [path, content.toString('utf8')] as const);
  const manifest = z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(texts.find(([p]) => p === 'package.json')?.[1] ?? '{}'));
  return [
    nothingOf(
      'archive: files beside the built counter',
      paths.filter((path) => !allowed.test(path)),
    ),
    nothingOf(
      'archive: missing',
      needed.filter((path) => !files.has(path)),
    ),
    compare('archive: starts', manifest['main'], 'dist/main/main.cjs'),
    nothingOf(
      'archive: more in package.json',
      Object.keys(manifest).filter((name) => !manifestFields.includes(name)),
    ),
    nothingOf(
      'archive: options that no window has',
      neverNamed.filter((option) => files.get('dist/main/main.cjs')?.includes(option)),
    ),
    nothingOf(
      'archive: secrets',
      texts.flatMap(([path, text]) =>
        findSecrets(path, text).map(({ line, what }) => `${path}:${line} ${what}`),
      ),
    ),
    nothingOf(
      'archive: source maps',
      texts.filter(([, text]) => /sourceMappingURL=(?!\$)/.test(text)).map(([path]) => path),
    ),
    nothingOf(
      'archive: paths of the building machine',
      texts.filter(([, text]) => text.includes(checkoutFolder)).map(([path]) => path),
    ),
  ];
}

/** What lies around the archive: nothing that Electron would load in its place, nothing of the checkout. */
export async function checkFolder(folder: string): Promise<readonly Check[]> {
  const resources = await readdir(join(folder, 'resources'));
  const everything = await readdir(folder, { recursive: true });
  return [
    nothingOf(
      'folder: applications beside the archive',
      resources.filter((name) => ['app', 'default_app.asar', 'app.asar.unpacked'].includes(name)),
    ),
    nothingOf(
      'folder: files of development',
      everything.filter((path) => development.test(path)),
    ),
  ];
}

/** The archive's files by path. Its head: four sizes of 32 bits, then JSON; offsets count from the head's end. */
async function readArchive(path: string): Promise<ReadonlyMap<string, Buffer>> {
  const archive = await readFile(path);
  const start = 8 + archive.readUInt32LE(4);
  const head = archive.toString('utf8', 16, 16 + archive.readUInt32LE(12));
  const files = new Map<string, Buffer>();
  const walk = (node: z.infer<typeof Node>, folder: string): void => {
    for (const [name, child] of Object.entries(node.files)) {
      if ('files' in child) walk(child, `${folder}${name}/`);
      else if ('offset' in child) {
        const from = start + Number(child.offset);
        files.set(`${folder}${name}`, archive.subarray(from, from + child.size));
      } else files.set(`${folder}${name}`, Buffer.alloc(0));
    }
  };
  walk(Node.parse(JSON.parse(head)), '');
  return files;
}
