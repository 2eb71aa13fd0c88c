/**
 * What the bundle leaves out: native or very large packages that the drivers try to load and do well without. None is
 * installed, so a bundler could not take them along either.
 */
export const optionalPackages: readonly string[] = [
  // mongodb: field-level encryption, Kerberos and AWS sign-in, a proxy, compression of the wire
  'mongodb-client-encryption',
  'kerberos',
  '@aws-sdk/credential-providers',
  'socks',
  'snappy',
  '@mongodb-js/zstd',
  // ws: native versions of what it does in JavaScript
  'bufferutil',
  'utf-8-validate',
];
