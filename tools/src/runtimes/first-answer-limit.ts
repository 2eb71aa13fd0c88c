/**
 * Preloaded into the `electron` package's own downloader, which waits without limit: gives each server five seconds
 * for its first answer, and any time for the rest.
 */
const unreachableAfterMs = 5_000;
const unlimited = globalThis.fetch;

globalThis.fetch = async (input, init = {}) => {
  const limit = new AbortController();
  const timer = setTimeout(
    () => limit.abort(new Error('its server did not answer within 5 s')),
    unreachableAfterMs,
  );
  const signals = init.signal ? [init.signal, limit.signal] : [limit.signal];
  try {
    return await unlimited(input, { ...init, signal: AbortSignal.any(signals) });
  } finally {
    clearTimeout(timer);
  }
};
