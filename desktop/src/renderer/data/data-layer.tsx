import type { TillPerson } from '@foyer/shared/http/tills';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { FoyerBridge } from '../../bridge/contract.ts';
import { NoAnswer } from './api-problem.ts';
import { type Call, makeCall } from './client.ts';
import { SeatMapFeed } from './seat-map-feed.ts';
import { tokenSource } from './session.ts';

/** Everything a signed-in window knows of the server, made at sign-in and left behind at sign-out. */
export interface DataLayer {
  readonly call: Call;
  readonly feed: SeatMapFeed;
  readonly queries: QueryClient;
  /** Who may prove themselves by PIN at this machine; null where it is no till, or can't ask. */
  readonly tillPeople: (() => Promise<readonly TillPerson[]>) | null;
}

const Context = createContext<DataLayer | null>(null);

export function useData(): DataLayer {
  const layer = useContext(Context);
  if (!layer) throw new Error('useData needs a DataProvider above');
  return layer;
}

interface DataProviderProps {
  readonly bridge: FoyerBridge;
  readonly apiUrl: string;
  readonly children: ReactNode;
}

export function DataProvider({ bridge, apiUrl, children }: DataProviderProps): ReactNode {
  const [layer] = useState(() => makeDataLayer(bridge, apiUrl));
  useEffect(() => {
    layer.feed.open();
    return () => layer.feed.close();
  }, [layer]);
  return <LayerProvider layer={layer}>{children}</LayerProvider>;
}

/** For a layer that somebody else has made. */
export function LayerProvider({
  layer,
  children,
}: {
  readonly layer: DataLayer;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <Context.Provider value={layer}>
      <QueryClientProvider client={layer.queries}>{children}</QueryClientProvider>
    </Context.Provider>
  );
}

function makeDataLayer(bridge: FoyerBridge, apiUrl: string): DataLayer {
  const token = tokenSource(bridge);
  const feed = new SeatMapFeed({ apiUrl, token });
  const queries = new QueryClient({
    defaultOptions: {
      queries: {
        // The API may be on this machine: the browser's idea of "online" says nothing about it.
        networkMode: 'always',
        retry: (failures, error) => error instanceof NoAnswer && failures < 2,
        retryDelay: 400,
        staleTime: 5_000,
        refetchOnWindowFocus: true,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
  return {
    call: makeCall({
      apiUrl,
      token,
      fetch: window.fetch.bind(window),
      // Whoever is no cashier any more gets the screen that says so, instead of a refusal at every key.
      onForbidden: () => void queries.invalidateQueries({ queryKey: ['me'] }),
    }),
    feed,
    queries,
    // Main has no command for it yet: approvals by a manager's PIN stay hidden until it has.
    tillPeople: null,
  };
}
