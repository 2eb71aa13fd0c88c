/** A frame that is not drawn, as in a window out of sight, must not keep the news back for ever. */
const longestMs = 100;

/** The same subscription, heard once per frame however much happens in it. */
export function byFrame(
  subscribe: (listener: () => void) => () => void,
): (listener: () => void) => () => void {
  return (listener) => {
    let frame = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const forget = (): void => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      timer = undefined;
    };
    const tell = (): void => {
      forget();
      listener();
    };
    const stop = subscribe(() => {
      if (timer !== undefined) return;
      frame = requestAnimationFrame(tell);
      timer = setTimeout(tell, longestMs);
    });
    return () => {
      forget();
      stop();
    };
  };
}
