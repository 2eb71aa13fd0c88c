/** Where Redis is: one server, or some nodes of a cluster, which name the others. */
export interface RedisAddress {
  /** For messages and for a single server; the first node of a cluster. */
  readonly url: string;
  /** Empty for a single server. */
  readonly nodes: readonly string[];
}

const clusterScheme = /^redis(s?)\+cluster:\/\//;

/** Reads `host:port`, `redis://…`, `host:port,host:port` or `redis+cluster://user:password@host:port,…`. */
export function readRedisAddress(text: string): RedisAddress | null {
  const isCluster = text.includes(',') || clusterScheme.test(text);
  const [first = '', ...others] = text
    .replace(clusterScheme, 'redis$1://')
    .split(',')
    .map((part) => part.trim());
  const url = first.includes('://') ? first : `redis://${first}`;
  const head = /^rediss?:\/\/(?:.*@)?/.exec(url)?.[0];
  if (head === undefined) return null;
  // Scheme and password of the first node are everybody's.
  const urls = [url, ...others.map((node) => (node.includes('://') ? node : `${head}${node}`))];
  if (!urls.every(hasHost) || (isCluster && !urls.every(hasPort))) return null;
  return { url, nodes: isCluster ? urls : [] };
}

function hasHost(url: string): boolean {
  return URL.canParse(url) && new URL(url).hostname !== '' && !/\s/.test(url);
}

function hasPort(url: string): boolean {
  return new URL(url).port !== '';
}
