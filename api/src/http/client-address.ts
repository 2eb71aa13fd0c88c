import { isIP, isIPv6 } from 'node:net';

/**
 * From where a request comes, as limits count it. Of X-Forwarded-For only what the trusted proxies wrote is believed:
 * with N of them the Nth entry from the right; everything left of it is the client's own invention.
 */
export function clientAddress(
  {
    remoteAddress,
    forwardedFor,
  }: { readonly remoteAddress: string; readonly forwardedFor: string | readonly string[] | undefined },
  trustedProxyHops: number,
): string {
  // Node joins several headers of this name to one text.
  const named = trustedProxyHops > 0 && typeof forwardedFor === 'string' ? forwardedFor : undefined;
  const claimed = named?.split(',').slice(-trustedProxyHops)[0]?.trim();
  const address = claimed !== undefined && isIP(claimed) !== 0 ? claimed : remoteAddress;
  return address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address;
}

/** Whether it is this very machine: a program beside the server, or a proxy that it was told nothing about. */
export function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}

/** One household: who has an IPv6 address has its whole /64. */
export function householdOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [left = '', right] = address.split('::');
  const groups = left === '' ? [] : left.split(':');
  if (right !== undefined) {
    const tail = right === '' ? [] : right.split(':');
    groups.push(...Array.from({ length: 8 - groups.length - tail.length }, () => '0'), ...tail);
  }
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
