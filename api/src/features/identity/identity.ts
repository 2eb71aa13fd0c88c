import type { AuditEvent } from '@foyer/shared/audit';
import type { Tokens } from '@foyer/shared/http/sign-in';
import type { TillId, UserId } from '@foyer/shared/ids';
import type { Connection } from 'mongoose';
import type { Config } from '../../config.ts';
import {
  createAuthenticate,
  keyRing,
  verifyAccessToken,
  type AccessClaims,
  type Authenticate,
} from '../../http/authenticate.ts';
import type { Route } from '../../http/bind.ts';
import type { Clock } from '../../platform/clock.ts';
import type { CollectionRule } from '../../platform/indexes.ts';
import type { Logger } from '../../platform/logger.ts';
import type { IdSource } from '../../platform/random-ids.ts';
import { accessSeconds, createSignAccessToken } from './access-token.ts';
import { createBrowserCookies } from './browser-cookie.ts';
import { createGoogleGateway } from './google.gateway.ts';
import { completeUsers, createIdentityRepository, identityModels, type User } from './identity.repository.ts';
import { identityRoutes } from './identity.routes.ts';
import { createDescribeMe } from './me.service.ts';
import { createMySessionsService } from './my-sessions.service.ts';
import { createRefreshTokens } from './refresh-token.ts';
import { createRevocationRepository } from './revocation.repository.ts';
import { RevocationWatch } from './revocation-watch.ts';
import { Revocations } from './revocations.ts';
import { createSessionService, type CallingTill } from './session.service.ts';
import { createSignInService } from './sign-in.service.ts';
import { createTrail, type Origin } from './trail.ts';

export interface IdentityNeeds {
  readonly connection: Connection;
  readonly config: Pick<
    Config,
    | 'environment'
    | 'google'
    | 'jwtKeys'
    | 'webRedirectUris'
    | 'bootstrapAdminEmails'
    | 'demoRoles'
    | 'sessions'
  >;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Writes one entry of the audit. */
  readonly record: (event: AuditEvent) => Promise<void>;
  readonly acceptInvitation: (user: User, origin: Origin) => Promise<User>;
  readonly tills: TillPorts;
  /** Until when the person's PIN is good; null for none. */
  readonly pinExpiryOf: (user: User) => Promise<Date | null>;
  readonly log: Logger;
}

/** What identity asks of tills. */
export interface TillPorts {
  /** The till of a key; null where none was sent. Throws till.refused. */
  readonly identify: (key: string | undefined) => Promise<{ readonly id: TillId } | null>;
  readonly remember: (tillId: TillId, userId: UserId) => Promise<void>;
  readonly namesOf: (ids: readonly TillId[]) => Promise<ReadonlyMap<string, string>>;
}

export interface Identity {
  readonly routes: readonly Route[];
  readonly models: readonly CollectionRule[];
  readonly authenticate: Authenticate;
  /** For sockets: what this access token says. Throws auth.expired or auth.refused. */
  readonly authenticateToken: (token: string) => AccessClaims;
  /** Brings what earlier releases stored up to this one; after the migration. */
  readonly complete: () => Promise<void>;
  readonly revocations: Revocations;
  /** Keeps `revocations` up to date on this server; start it before the first request. */
  readonly revocationWatch: RevocationWatch;
  /** Until when each of these sessions lives if nobody refreshes it; those that have ended are left out. */
  readonly sessionEnds: (ids: readonly string[]) => Promise<ReadonlyMap<string, Date>>;
  /** Address and name of somebody who has signed in once; null for nobody. */
  readonly findPerson: (id: UserId) => Promise<{ readonly email: string; readonly name: string } | null>;
  readonly findUsers: (ids: readonly UserId[]) => Promise<readonly User[]>;
  /** Begins a session of somebody who has proved by PIN who they are. */
  readonly beginByPin: (user: User, origin: Origin, from: CallingTill) => Promise<Tokens>;
  readonly endPinSessionsOf: (userId: UserId) => Promise<number>;
  readonly endSessionsAt: (tillId: TillId) => Promise<number>;
  /** Names by user id, for staff; unknown ids are left out. */
  readonly namesOf: (userIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

/** Past this no access token of an ended session can be alive, even where two clocks differ. */
const keepRevokedMs = (accessSeconds + 60) * 1_000;

/** Sign-in, sessions and tokens, put together. */
export function createIdentity(needs: IdentityNeeds): Identity {
  const { connection, config, clock, ids, record, tills, log } = needs;
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
    terms: config.sessions,
    rememberAtTill: tills.remember,
    signAccessToken: createSignAccessToken(keys, clock),
    trail,
    clock,
    ids,
  });
  const mySessions = createMySessionsService({ repository, tillNamesOf: tills.namesOf, trail, clock });
  const describeMe = createDescribeMe({
    repository,
    tillNamesOf: tills.namesOf,
    pinExpiryOf: needs.pinExpiryOf,
  });
  const revocations = new Revocations(clock, keepRevokedMs);
  const source = createRevocationRepository({ connection, clock, keepMs: keepRevokedMs });
  const { reasonAgainst } = revocations;
  const callbackUrl = config.google.redirectUrl;
  const cookies = createBrowserCookies(callbackUrl);
  return {
    routes: identityRoutes({
      signIn,
      sessions,
      mySessions,
      describeMe,
      identifyTill: tills.identify,
      cookies,
      callbackUrl,
    }),
    models: identityModels(connection),
    authenticate: createAuthenticate(keys, reasonAgainst),
    authenticateToken: (token) => verifyAccessToken(keys, token, reasonAgainst),
    complete: () => completeUsers(connection),
    revocations,
    revocationWatch: new RevocationWatch({ source, revocations, clock, log }),
    sessionEnds: (ids) => repository.endsOf(ids),
    findPerson: (id) => repository.findUser(id),
    findUsers: (userIds) => repository.findUsers(userIds),
    beginByPin: (user, origin, from) => sessions.beginByPin(user, origin, from),
    endPinSessionsOf: (userId) => repository.endPinSessionsOf(userId, clock.now()),
    endSessionsAt: (tillId) => repository.endSessionsAt(tillId, clock.now()),
    namesOf: (userIds) => repository.namesOf(userIds),
  };
}
