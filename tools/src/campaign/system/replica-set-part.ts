import { MongoClient } from 'mongodb';
import type { Part } from '../../stack/part.ts';
import { stepDown } from './engine-parts.ts';
import { eventually } from './eventually.ts';
import type { MongoPart } from './system-under-test.ts';

/** A replica set of mongods: whatever is done to it is done to its primary. */
export function replicaSetPart(members: readonly Part[], uri: string): MongoPart {
  let victim: Part | undefined;
  const choose = async (): Promise<Part> => (victim = await primaryOf(members));
  const kill = async (): Promise<void> => (await choose()).kill();
  const restart = async (): Promise<void> => {
    await victim?.start();
    const port = victim?.facts.port;
    if (port !== undefined) await eventually(async () => isMember(await hello(port)));
  };
  return {
    name: 'the MongoDB primary',
    kill,
    restart,
    pause: async () => (await choose()).pause(),
    resume: () => victim?.resume(),
    stepDown: (gone) => stepDown(uri, gone),
    ...(members.length < 3
      ? {}
      : {
          failOver: async (gone: () => void) => {
            await kill();
            gone();
            await primaryOf(members);
            await restart();
          },
        }),
  };
}

async function primaryOf(members: readonly Part[]): Promise<Part> {
  let primary: Part | undefined;
  await eventually(async () => {
    for (const member of members) {
      if (member.pid === undefined) continue;
      const answer = await hello(member.facts.port).catch(() => undefined);
      if (answer?.['isWritablePrimary'] === true) primary = member;
    }
    return primary !== undefined;
  });
  if (!primary) throw new Error('The replica set has no primary.');
  return primary;
}

async function hello(port: number): Promise<Readonly<Record<string, unknown>>> {
  const uri = `mongodb://127.0.0.1:${port}/?directConnection=true`;
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 1_000, maxPoolSize: 1 });
  try {
    return await client.db('admin').command({ hello: 1 });
  } finally {
    await client.close();
  }
}

function isMember(answer: Readonly<Record<string, unknown>>): boolean {
  return answer['isWritablePrimary'] === true || answer['secondary'] === true;
}
