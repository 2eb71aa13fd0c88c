/** Stopwatches inside the page: from a key, by the time stamp of its event, to the end of the frame that shows the answer. */
import type { Page } from 'playwright-core';

interface Probe {
  readonly key: string;
  readonly area: string;
  /** What has to be there; without it any change of a seat's look counts. */
  readonly shows?: string;
}

/** Starts at the key, unless it runs already, and stops when something inside `area` changes (to show `shows`). */
export async function watchKey(page: Page, probe: Probe): Promise<() => Promise<readonly number[]>> {
  await page.evaluate(({ key, area, shows }) => {
    const times: number[] = [];
    Object.assign(globalThis, { benchTimes: times });
    let pressedAt: number | null = null;
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.key === key) pressedAt ??= event.timeStamp;
      },
      { capture: true },
    );
    const stop = (from: number): void => {
      // A task that is posted in a frame runs when that frame has been drawn.
      const drawn = new MessageChannel();
      drawn.port1.addEventListener('message', () => times.push(performance.now() - from), { once: true });
      drawn.port1.start();
      drawn.port2.postMessage(null);
    };
    const watched = document.querySelector(area) ?? document.body;
    const observer = new MutationObserver(() => {
      if (pressedAt === null || (shows !== undefined && !document.querySelector(shows))) return;
      const from = pressedAt;
      pressedAt = null;
      requestAnimationFrame(() => stop(from));
    });
    observer.observe(
      watched,
      shows === undefined
        ? { subtree: true, attributes: true, attributeFilter: ['data-look'] }
        : { subtree: true, childList: true },
    );
  }, probe);
  return () => page.evaluate(() => (globalThis as unknown as { benchTimes: number[] }).benchTimes.splice(0));
}
