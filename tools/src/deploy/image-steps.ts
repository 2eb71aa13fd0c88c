/** Does what a container engine would do with the Dockerfile, in folders: its COPY and RUN lines, stage by stage. */
import { cp, mkdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { lastLine, run } from '../runtimes/run.ts';
import { readCopy, type Stage } from './dockerfile.ts';

export type Build = {
  /** The folder that COPY without `--from` takes from. */
  readonly context: string;
  /** Each stage gets a folder of its own in here, which stands for its file system. */
  readonly into: string;
  readonly say: (line: string) => void;
};

/** Answers the last stage's working folder. Throws a sentence naming the step that failed. */
export async function buildStages(stages: readonly Stage[], { context, into, say }: Build): Promise<string> {
  let folder = into;
  for (const stage of stages) {
    const root = join(into, stage.name);
    folder = root;
    for (const { keyword, rest } of stage.instructions) {
      const startedAt = performance.now();
      if (keyword === 'WORKDIR') {
        folder = join(root, rest);
        await mkdir(folder, { recursive: true });
      } else if (keyword === 'COPY') {
        const { from, sources, target } = readCopy(rest);
        const origin = from === undefined ? context : join(into, from);
        for (const source of sources) await copy(join(origin, source), { target, folder });
      } else if (keyword === 'RUN') {
        const { code, stdout, stderr } = await run('sh', ['-c', rest], { cwd: folder });
        if (code !== 0) throw new Error(`RUN ${rest} failed: ${lastLine(stderr) || lastLine(stdout)}`);
      } else continue;
      say(`${stage.name}: ${keyword} ${rest} (${Math.round(performance.now() - startedAt)} ms)`);
    }
  }
  return folder;
}

/** A folder's content is copied, a file keeps its name where the target ends with a slash: as Docker does it. */
async function copy(source: string, { target, folder }: { target: string; folder: string }): Promise<void> {
  const isInto = target.endsWith('/');
  const isFolder = (await stat(source)).isDirectory();
  const destination = join(folder, target, isInto && !isFolder ? basename(source) : '');
  await cp(source, destination, { recursive: true });
}
