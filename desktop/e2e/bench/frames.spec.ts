import { expect, test } from 'vitest';
import { frameWork, type TraceEvent } from './frames.ts';

const page = { pid: 7, tid: 1 };

/** Milliseconds, as the figures are. */
function ran(name: string, fromMs: number, ms: number): TraceEvent {
  return { name, ph: 'X', ...page, ts: fromMs * 1_000, dur: ms * 1_000 };
}

function frameAt(ms: number): TraceEvent {
  return { name: 'BeginMainThreadFrame', ph: 'I', ...page, ts: ms * 1_000 };
}

const thread: TraceEvent = { name: 'thread_name', ph: 'M', ...page, ts: 0, args: { name: 'CrRendererMain' } };

test('adds up what each frame took, nested work once, and nothing of other threads', () => {
  const { perFrameMs } = frameWork([
    thread,
    frameAt(100),
    ran('FunctionCall', 101, 4),
    ran('RunMicrotasks', 102, 2),
    ran('Layout', 106, 1),
    ran('Paint', 107, 5),
    { ...ran('Layout', 108, 3), tid: 2 },
    frameAt(116),
    ran('UpdateLayoutTree', 117, 2),
    frameAt(133),
  ]);
  expect(perFrameMs).toEqual([5, 2]);
});

test('says where there is nothing to judge', () => {
  expect(() => frameWork([thread])).toThrow('no frames');
});
