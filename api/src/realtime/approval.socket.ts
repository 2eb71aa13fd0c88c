import type { Approval } from '@foyer/shared/http/approvals';
import { can } from '@foyer/shared/roles';
import type { FoyerServer, FoyerSocket } from './seat-map.socket.ts';

const deciders = 'approvals:deciders';
const requesterRoom = (userId: string): string => `approvals:of:${userId}`;

/** Puts a socket where it hears of what its person decides or has asked for; customers' hear of nothing. */
export async function joinApprovals(socket: FoyerSocket): Promise<void> {
  const { sub, role } = socket.data.claims;
  if (can(role, 'approvals.decide')) await socket.join(deciders);
  if (can(role, 'approvals.request')) await socket.join(requesterRoom(sub));
}

/** Tells the sockets of this server: those who decide of everything, those who asked of what became of it. */
export function tellApproval(io: FoyerServer, approval: Approval): void {
  if (approval.status === 'PENDING') io.to(deciders).emit('approval:requested', approval);
  else io.to([deciders, requesterRoom(approval.requestedBy.id)]).emit('approval:decided', approval);
}
