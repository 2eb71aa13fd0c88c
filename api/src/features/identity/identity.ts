import type { AuditEvent } from '@foyer/shared/audit';
import type { UserId } from '@foyer/shared/ids';
import type { Connection } from 'mongoose';
import type { Config } from '../../config.ts';
import { actorOf, keyRing, verifyAccessToken } from '../../http/authenticate.ts';
import type { Route } from '../../http/bind.ts';
import type { Clock } from '../../platform/clock.ts';
import type { CollectionRule } from '../../platform/indexes.ts';
import type { Logger } from '../../platform/logger.ts';
import type { IdSource } from '../../platform/random-ids.ts';
import type { Actor } from '../actor.ts';
import { createSignAccessToken } from './access-token.ts';
import { createBrowserCookies } from './browser-cookie.ts';
import { createGoogleGateway } from './google.gateway.ts';
import { completeUsers, createIdentityRepository, identityModels, type User } from './identity.repository.ts';
import { identityRoutes } from './identity.routes.ts';
import { createRefreshTokens } from './refresh-token.ts';
import { createSessionService } from './session.service.ts';
import { createSignInService } from './sign-in.service.ts';
import { createTrail, type Origin } from './trail.ts';

export interface IdentityNeeds {
  readonly connection: Connection;
  readonly config: Pick<
    Config,
    'environment' | 'google' | 'jwtKeys' | 'webRedirectUris' | 'bootstrapAdminEmails' | 'demoRoles'
  >;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Writes one entry of the audit. */
  readonly record: (event: AuditEvent) => Promise<void>;
  readonly acceptInvitation: (user: User, origin: Origin) => Promise<User>;
  readonly log: Logger;
}

export interface Identity {
  readonly routes: readonly Route[];
  readonly models: readonly CollectionRule[];
  /** Brings what earlier releases stored up to this one; after the migration. */
  readonly complete: () => Promise<void>;
  /** For sockets: who shows this access token. Throws auth.expired or auth.refused. */
  readonly authenticateToken: (token: string) => Actor;
  /** Address and name of somebody who has signed in once; null for nobody. */
  readonly findPerson: (id: UserId) => Promise<{ readonly email: string; readonly name: string } | null>;
  /** Names by user id, for staff; unknown ids are left out. */
  readonly namesOf: (userIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

/** Sign-in, sessions and tokens, put together. */
export function createIdentity(needs: IdentityNeeds): Identity {
  const { connection, config, clock, ids, record, log } = needs;
  const keys = keyRing(config.jwtKeys);
  const repository = createIdentityRepository(connection);
  const trail = createTrail({ record, clock, ids });
  const signIn = createSignInService({
    repository,
    provider: createGoogleGateway(config.google, log),
    webRedirectUris: config.webRedirectUris,
    roleRules: {
      bootstrapAdminEmails: config.bootstrapAdminEmails,
      // readConfig refuses demo roles in production; this holds even for a config made by hand.
      demoRoles: config.environment === 'production' ? new Map() : config.demoRoles,
    },
    acceptInvitation: needs.acceptInvitation,
    trail,
    clock,
    ids,
  });
  const sessions = createSessionService({
    repository,
    refreshTokens: createRefreshTokens(config.jwtKeys),
    signAccessToken: createSignAccessToken(keys, clock),
    trail,
    clock,
    ids,
  });
  const callbackUrl = config.google.redirectUrl;
  const cookies = createBrowserCookies(callbackUrl);
  return {
    routes: identityRoutes({ signIn, sessions, cookies, callbackUrl }),
    models: identityModels(connection),
    complete: () => completeUsers(connection),
    authenticateToken: (token) => actorOf(verifyAccessToken(keys, token)),
    findPerson: (id) => repository.findUser(id),
    namesOf: (userIds) => repository.namesOf(userIds),
  };
}
