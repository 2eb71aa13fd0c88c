/** Everything that a box office has stored, as one text in lower case, for tests that search it. */
import type { BoxOffice } from './box-office.ts';

export async function everythingStored(box: BoxOffice): Promise<string> {
  return [...(await documentsOf(box)), ...(await keysOf(box))].join('\n').toLowerCase();
}

async function documentsOf({ connection }: BoxOffice): Promise<readonly string[]> {
  const collections = await connection.listCollections();
  const texts = collections.map(async ({ name }) => {
    const documents = await connection.collection(name).find().toArray();
    return documents.map((document) => `${name} ${JSON.stringify(document)}`);
  });
  return (await Promise.all(texts)).flat();
}

/** Each key of the namespace with all it holds, whatever its type. */
async function keysOf({ redis, namespace }: BoxOffice): Promise<readonly string[]> {
  const keys = await redis.keys(`*${namespace}*`);
  return Promise.all(keys.map(async (key) => `${key} ${JSON.stringify(await contentOf(redis, key))}`));
}

async function contentOf(redis: BoxOffice['redis'], key: string): Promise<unknown> {
  const type = await redis.type(key);
  switch (type) {
    case 'string':
      return redis.get(key);
    case 'hash':
      return redis.hgetall(key);
    case 'zset':
      return redis.zrange(key, '0', '-1');
    case 'set':
      return redis.smembers(key);
    case 'list':
      return redis.lrange(key, '0', '-1');
    case 'stream':
      return redis.xrange(key, '-', '+');
    default:
      throw new Error(`${key} is a ${type}, which nothing reads here`);
  }
}
