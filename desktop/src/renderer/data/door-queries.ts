import {
  listAdmissions,
  mostReplayed,
  type OfflineScan,
  replayAdmissions,
} from '@foyer/shared/http/admissions';
import type { Me } from '@foyer/shared/http/sign-in';
import type { ShowtimeId } from '@foyer/shared/ids';
import { type QueryClient, skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FoyerBridge } from '../../bridge/contract.ts';
import type { DoorState, WaitingScan } from '../../bridge/door.ts';
import type { Call } from './client.ts';
import type { Connection } from './connection.ts';
import { useData } from './data-layer.tsx';
import { useDevice } from './device.tsx';
import { ask } from './session.ts';

const listEveryMs = 10_000;
const replayEveryMs = 5_000;

/** The tickets of a show and who is in; what other doors did is at most ten seconds old. */
export function useDoorList(showtimeId: ShowtimeId | null) {
  const { call } = useData();
  return useQuery({
    queryKey: ['door', showtimeId],
    queryFn:
      showtimeId === null
        ? skipToken
        : ({ signal }) => call(listAdmissions, { params: { id: showtimeId }, signal }),
    refetchInterval: listEveryMs,
  });
}

const stateKey = ['door-state'];

/** Whom this door let in without the server, and what the server would not have. */
export function useDoorState() {
  const { bridge } = useDevice();
  return useQuery({
    queryKey: stateKey,
    queryFn: () => ask(bridge.doorState()),
    staleTime: Infinity,
  });
}

/** Main has said how it stands now. */
export function noteDoorState(queries: QueryClient, state: DoorState): void {
  queries.setQueryData(stateKey, state);
}

/** What became of the newest scans that were told. */
export interface Replayed {
  readonly told: number;
  readonly refused: number;
}

const replayKey = ['door-replay'];

/** Tells the server what this door did without it, from whatever screen, as soon as it answers. */
export function useDoorReplay({ abilities }: Pick<Me, 'abilities'>, connection: Connection): void {
  const { call } = useData();
  const { bridge } = useDevice();
  const queries = useQueryClient();
  const { data: state } = useDoorState();
  const waiting = state?.waiting ?? [];
  const mayTell = connection.kind !== 'offline' && abilities.includes('tickets.admit');
  useQuery({
    queryKey: replayKey,
    enabled: mayTell && waiting.length > 0,
    staleTime: 0,
    gcTime: Infinity,
    retry: false,
    refetchInterval: replayEveryMs,
    queryFn: async (): Promise<Replayed> => {
      const results = await replay({ call, bridge, queries }, waiting);
      const refused = results.filter(({ outcome }) => outcome === 'REFUSED').length;
      return { told: results.length - refused, refused };
    },
  });
}

export function useReplayed(): Replayed | undefined {
  return useQuery<Replayed>({ queryKey: replayKey, queryFn: skipToken, gcTime: Infinity }).data;
}

interface ReplayParts {
  readonly call: Call;
  readonly bridge: FoyerBridge;
  readonly queries: QueryClient;
}

async function replay({ call, bridge, queries }: ReplayParts, waiting: readonly WaitingScan[]) {
  const scans = waiting
    .slice(0, mostReplayed)
    .map(({ scanId, code, reference, seat, place, scannedAt }): OfflineScan => {
      const rest = { scanId, scannedAt, ...(place === undefined ? {} : { place }) };
      return code === undefined ? { ...rest, reference, seat } : { ...rest, code };
    });
  const { results } = await call(replayAdmissions, { body: { scans } });
  noteDoorState(queries, await ask(bridge.settleDoorScans({ results })));
  void queries.invalidateQueries({ queryKey: ['door'] });
  return results;
}
