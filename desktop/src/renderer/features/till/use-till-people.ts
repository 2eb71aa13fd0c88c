import { useCallback, useEffect, useRef, useState } from 'react';
import type { PeopleAnswer } from '../../../bridge/till.ts';
import { useDevice } from '../../data/device.tsx';
import { ask } from '../../data/session.ts';

const lookAgainMs = 15_000;
const askAgainMs = 3_000;

/** Who may take this till over by PIN: null while that is being asked; asked again and again, and on demand. */
export function useTillPeople(): { readonly answer: PeopleAnswer | null; readonly askNow: () => void } {
  const { bridge } = useDevice();
  const [answer, setAnswer] = useState<PeopleAnswer | null>(null);
  const look = useRef<() => void>(() => undefined);
  useEffect(() => {
    let round = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const begin = async (): Promise<void> => {
      clearTimeout(timer);
      const own = (round += 1);
      const heard = await ask(bridge.tillPeople()).catch(() => ({ kind: 'unreachable' }) as const);
      if (own !== round) return;
      setAnswer(heard);
      timer = setTimeout(() => void begin(), heard.kind === 'people' ? lookAgainMs : askAgainMs);
    };
    look.current = () => void begin();
    void begin();
    return () => {
      round += 1;
      clearTimeout(timer);
    };
  }, [bridge]);
  return { answer, askNow: useCallback(() => look.current(), []) };
}
