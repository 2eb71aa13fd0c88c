import { useEffect, useState, useSyncExternalStore } from 'react';
import { ApprovalAsk, type AskState } from '../../data/approval-ask.ts';
import { useData } from '../../data/data-layer.tsx';

export interface OpenAsk {
  readonly ask: ApprovalAsk;
  readonly state: AskState;
}

/** A place to ask a manager from; what is open is taken back when the component goes. */
export function useApprovalAsk(): OpenAsk {
  const { call, feed } = useData();
  const [ask] = useState(() => new ApprovalAsk({ call, feed, newKey: () => crypto.randomUUID() }));
  useEffect(() => {
    ask.open();
    return () => ask.close();
  }, [ask]);
  return { ask, state: useSyncExternalStore(ask.subscribe, ask.snapshot) };
}
