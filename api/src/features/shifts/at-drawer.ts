import type { Actor } from '../actor.ts';
import type { ActContext } from '../seats/seats.ts';
import type { ShiftRepository } from './shift.repository.ts';

interface Acting {
  readonly actor: Pick<Actor, 'tillId'>;
  readonly act: ActContext;
}

/** The same call with the drawer at which it is made. The till comes from the session, never from the request. */
export type AtDrawer = <Call extends Acting>(call: Call) => Promise<Call>;

/**
 * Looks up which shift is open, each time anew. One that is closed right afterwards keeps its report: money that is
 * begun in it by then is late, and belongs to the next one.
 */
export function createAtDrawer(repository: Pick<ShiftRepository, 'openAt'>): AtDrawer {
  return async (call) => {
    const { tillId } = call.actor;
    if (tillId === null) return call;
    return { ...call, act: { ...call.act, drawer: await repository.openAt(tillId) } };
  };
}
