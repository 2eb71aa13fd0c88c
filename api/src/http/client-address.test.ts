import { expect, test } from 'vitest';
import { clientAddress, householdOf, isLoopback } from './client-address.ts';

const remoteAddress = '10.0.0.1';

test.each([
  ['nobody is believed without a proxy', 0, '1.1.1.1', remoteAddress],
  ['one proxy wrote the last entry', 1, '6.6.6.6, 1.1.1.1', '1.1.1.1'],
  ['two proxies wrote the last two', 2, '6.6.6.6, 1.1.1.1, 10.0.0.2', '1.1.1.1'],
  ['IPv6 is an address too', 1, '2001:db8::1', '2001:db8::1'],
  ['what is no address is not believed', 1, 'unknown', remoteAddress],
  ['neither is an empty entry', 1, '1.1.1.1,', remoteAddress],
  ['nor is there one without the header', 1, undefined, remoteAddress],
])('%s', (_name, hops, forwardedFor, address) => {
  expect(clientAddress({ remoteAddress, forwardedFor }, hops)).toBe(address);
});

test('an IPv4 address within IPv6 is the IPv4 address', () => {
  expect(clientAddress({ remoteAddress: '::ffff:10.0.0.1', forwardedFor: undefined }, 0)).toBe('10.0.0.1');
});

test('a whole /64 is one household, however it is written', () => {
  const sameHome = ['2001:db8:0:1::1', '2001:db8:0:1:ffff::', '2001:0db8:0000:0001:1:2:3:4'].map(householdOf);
  expect(new Set(sameHome).size).toBe(1);
  expect(householdOf('2001:db8::1')).not.toBe(sameHome[0]);
  expect(householdOf('10.0.0.1')).toBe('10.0.0.1');
});

test('loopback is this machine', () => {
  expect(['127.0.0.1', '127.9.9.9', '::1', '10.0.0.1', '::2'].map(isLoopback)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});
