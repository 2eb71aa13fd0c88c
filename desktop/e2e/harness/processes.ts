import { readdir, readFile } from 'node:fs/promises';

/** The kernel's status of every renderer process of one process group. */
export async function renderersOf(groupId: number): Promise<readonly string[]> {
  const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const statuses: string[] = [];
  for (const id of processes) {
    const read = (name: string): Promise<string> => readFile(`/proc/${id}/${name}`, 'utf8').catch(() => '');
    // "pid (name) state parent group …"; the name may hold anything but ends at the last parenthesis.
    const group = Number((await read('stat')).split(') ').at(-1)?.split(' ')[2]);
    if (group !== groupId || !(await read('cmdline')).includes('--type=renderer')) continue;
    statuses.push(await read('status'));
  }
  return statuses;
}
