import type { Base } from './base.ts';
import type { Identity } from '../features/identity/identity.ts';
import type { Lifecycle } from '../platform/lifecycle.ts';
import { Periodic } from '../platform/periodic.ts';
import { SocketSessions } from '../realtime/socket-sessions.ts';

const renewEveryMs = 500;

/** On every node: what is revoked is known from now on, and sockets end with their session. */
export async function composeSessions(identity: Identity, { clock, log }: Base, lifecycle: Lifecycle) {
  const { revocations, revocationWatch, sessionEnds } = identity;
  const sockets = new SocketSessions({ reasonAgainst: revocations.reasonAgainst, sessionEnds, clock });
  revocations.onChange(() => sockets.cutRevoked());
  await revocationWatch.start();
  lifecycle.onStop('revocation watch', () => revocationWatch.stop());
  return {
    sockets,
    worker: new Periodic({
      name: 'socket-sessions',
      everyMs: renewEveryMs,
      run: () => sockets.renew(),
      clock,
      log,
    }),
    reports: () => [revocationWatch.report()],
  };
}
