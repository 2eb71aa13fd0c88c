import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FrameError, frameOf, FrameReader, maxFrameBytes } from './frames.ts';

describe('frames', () => {
  test('come out whole however TCP cuts them', () => {
    const messages = fc.array(fc.record({ text: fc.string(), n: fc.integer() }), { maxLength: 5 });
    fc.assert(
      fc.property(messages, fc.integer({ min: 1, max: 9 }), (sent, size) => {
        const stream = Buffer.concat(sent.map(frameOf));
        const reader = new FrameReader();
        const heard: unknown[] = [];
        for (let at = 0; at < stream.length; at += size)
          heard.push(...reader.push(stream.subarray(at, at + size)));
        expect(heard).toEqual(sent);
      }),
    );
  });

  test.each([
    ['no length', Buffer.from([0, 0, 0, 0])],
    ['an impossible length', Buffer.from([0xff, 0xff, 0xff, 0xff])],
    ['a body that is no JSON', Buffer.from([0, 0, 0, 1, 0x7b])],
  ])('refuse %s', (_name, bytes) => {
    expect(() => new FrameReader().push(bytes)).toThrow(FrameError);
  });

  test('are not made longer than anybody reads', () => {
    expect(() => frameOf('x'.repeat(maxFrameBytes))).toThrow(FrameError);
  });
});
