import type { SignedInBy } from '@foyer/shared/http/sign-in';
import type { SessionId, TillId, UserId } from '@foyer/shared/ids';
import type { Role } from '@foyer/shared/roles';

/** Who calls, as data: services get this and never a web server's context. */
export interface Actor {
  readonly userId: UserId;
  readonly role: Role;
  readonly sessionId: SessionId;
  /** The till that the session is bound to. */
  readonly tillId: TillId | null;
  readonly signedInBy: SignedInBy;
}
