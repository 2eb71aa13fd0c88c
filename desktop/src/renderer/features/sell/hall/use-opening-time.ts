import type { ShowtimeId } from '@foyer/shared/ids';
import { useLayoutEffect } from 'react';

const chosen = 'foyer:show-chosen';

/** Notes that a show was chosen; the measure ends when its hall is on screen. */
export function markShowChosen(): void {
  performance.mark(chosen);
}

/** Records, as the measure `foyer:seat-map`, how long a person waited from choosing a show to seeing its seats. */
export function useOpeningTime(showtimeId: ShowtimeId, isDrawn: boolean): void {
  useLayoutEffect(() => {
    if (!isDrawn || performance.getEntriesByName(chosen).length === 0) return undefined;
    const frame = requestAnimationFrame(() => {
      performance.measure('foyer:seat-map', { start: chosen, detail: showtimeId });
      performance.clearMarks(chosen);
    });
    return () => cancelAnimationFrame(frame);
  }, [showtimeId, isDrawn]);
}
