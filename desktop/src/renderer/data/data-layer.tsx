import type { TillPerson } from '@foyer/shared/http/tills';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import type { SignedIn } from '../../bridge/session.ts';
import { NoAnswer } from './api-problem.ts';
import { type Call, makeCall } from './client.ts';
import { type Device, errorOf, useDevice } from './device.tsx';
import { SeatMapFeed } from './seat-map-feed.ts';
import { ask, keepToken } from './session.ts';

/** Everything a signed-in window knows of the server, made at sign-in and left behind at sign-out. */
export interface DataLayer {
  readonly call: Call;
  readonly feed: SeatMapFeed;
  readonly queries: QueryClient;
  /** Who may prove themselves by PIN at this machine. Throws ApiProblem till.refused where it is no till. */
  readonly tillPeople: () => Promise<readonly TillPerson[]>;
}

/** A layer with what only its maker calls. */
interface OwnLayer extends DataLayer {
  /** The same person has begun another session. */
  readonly renew: () => void;
}

const Context = createContext<DataLayer | null>(null);

export function useData(): DataLayer {
  const layer = useContext(Context);
  if (!layer) throw new Error('useData needs a DataProvider above');
  return layer;
}

interface DataProviderProps {
  readonly session: SignedIn;
  readonly children: ReactNode;
}

/** The layer of one person: a session of somebody else needs another one (a `key`), a new one of theirs doesn't. */
export function DataProvider({ session, children }: DataProviderProps): ReactNode {
  const device = useDevice();
  const [layer] = useState(() => makeDataLayer(device, session.person));
  const known = useRef(session.session);
  useEffect(() => {
    layer.feed.open();
    return () => layer.feed.close();
  }, [layer]);
  useEffect(() => {
    if (known.current !== session.session) layer.renew();
    known.current = session.session;
  }, [layer, session.session]);
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

function makeDataLayer({ bridge, info: { apiUrl } }: Device, person: string | null): OwnLayer {
  const { token, forget } = keepToken(bridge, person);
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
    tillPeople: async () => {
      const heard = await ask(bridge.tillPeople());
      if (heard.kind !== 'people') throw errorOf(heard);
      return heard.people;
    },
    renew: () => {
      forget();
      feed.reopen();
      void queries.invalidateQueries();
    },
  };
}
