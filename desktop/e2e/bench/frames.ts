/** What a trace of Chromium says about the main thread of the page, frame by frame. */
export interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  readonly args?: { readonly name?: unknown };
}

/** Script, style and layout; each may contain others of them, so that only the time they cover together counts. */
const work = new Set([
  'FunctionCall',
  'EvaluateScript',
  'RunMicrotasks',
  'FireAnimationFrame',
  'TimerFire',
  'EventDispatch',
  'v8.callFunction',
  'UpdateLayoutTree',
  'RecalculateStyles',
  'Layout',
]);
const frameBegins = new Set(['BeginMainThreadFrame', 'ThreadProxy::BeginMainFrame']);

export interface FrameWork {
  /** Milliseconds of script, style and layout in each frame, with what ran between it and the one before. */
  readonly perFrameMs: readonly number[];
}

/** Throws where the trace has no page with frames. */
export function frameWork(events: readonly TraceEvent[]): FrameWork {
  const main = mainThreadOf(events);
  const mine = events.filter(({ pid, tid }) => pid === main.pid && tid === main.tid);
  const begins = mine
    .filter(({ name }) => frameBegins.has(name))
    .map(({ ts }) => ts)
    .sort((one, other) => one - other);
  const spans = mine
    .filter(({ name, ph, dur }) => ph === 'X' && dur !== undefined && work.has(name))
    .map(({ ts, dur = 0 }) => [ts, ts + dur] as const)
    .sort(([one], [other]) => one - other);
  const perFrame = Array.from({ length: Math.max(0, begins.length - 1) }, () => 0);
  let covered = 0;
  let frame = 0;
  for (const [from, to] of spans) {
    const start = Math.max(from, covered);
    if (to <= start) continue;
    covered = to;
    while (frame < perFrame.length && (begins[frame + 1] ?? Infinity) <= start) frame += 1;
    if (start >= (begins[0] ?? Infinity) && frame < perFrame.length)
      perFrame[frame] = (perFrame[frame] ?? 0) + (to - start);
  }
  return { perFrameMs: perFrame.map((us) => us / 1_000) };
}

/** Of several pages the one that draws most. */
function mainThreadOf(events: readonly TraceEvent[]): { readonly pid: number; readonly tid: number } {
  const threads = events.filter(
    ({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain',
  );
  const frames = (pid: number, tid: number): number =>
    events.filter((event) => event.pid === pid && event.tid === tid && frameBegins.has(event.name)).length;
  const [busiest] = threads
    .map(({ pid, tid }) => ({ pid, tid, frames: frames(pid, tid) }))
    .sort((one, other) => other.frames - one.frames);
  if (!busiest || busiest.frames === 0) throw new Error('the trace has no frames of a page');
  return busiest;
}
