import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { FoyerBridge } from '../../bridge/contract.ts';
import type { PaperState } from '../../bridge/paper.ts';
import { ask } from './session.ts';

const none: PaperState = { printer: null, jobs: [] };

const Context = createContext<PaperState>(none);

/** The till's printer and what is to come out of it. */
export function usePaper(): PaperState {
  return useContext(Context);
}

export function PaperProvider({
  bridge,
  children,
}: {
  readonly bridge: Pick<FoyerBridge, 'paperState' | 'onPaperChanged'>;
  readonly children: ReactNode;
}): ReactNode {
  const [state, setState] = useState(none);
  useEffect(() => {
    const undo = bridge.onPaperChanged(setState);
    const begin = async (): Promise<void> => setState(await ask(bridge.paperState()));
    void begin();
    return undo;
  }, [bridge]);
  return <Context.Provider value={state}>{children}</Context.Provider>;
}
