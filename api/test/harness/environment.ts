import { demoRoles } from '@foyer/tools/identity-provider/accounts';
import type { RunningIdentityProvider } from '@foyer/tools/identity-provider/identity-provider';

export interface World {
  readonly port: number;
  readonly mongoUri: string;
  readonly redisUrl: string;
  readonly namespace: string;
  readonly google: { readonly clientId: string; readonly clientSecret: string };
  readonly provider: Pick<RunningIdentityProvider, 'issuer' | 'endpoints'>;
}

/** The origin that the box office lets read replies; every other one is foreign. */
export const shopOrigin = 'https://shop.example.test';

/** A whole environment for the API in tests. */
export function environmentOf(world: World): Record<string, string> {
  const { endpoints, issuer } = world.provider;
  return {
    APP_ENV: 'test',
    HOST: '127.0.0.1',
    PORT: String(world.port),
    MONGO_URI: world.mongoUri,
    MONGO_DB: world.namespace,
    REDIS_ADDR: world.redisUrl,
    REDIS_NAMESPACE: world.namespace,
    CORS_ORIGINS: shopOrigin,
    GOOGLE_CLIENT_ID: world.google.clientId,
    GOOGLE_CLIENT_SECRET: world.google.clientSecret,
    GOOGLE_REDIRECT_URL: `http://127.0.0.1:${world.port}/api/auth/google/callback`,
    GOOGLE_ISSUER: issuer,
    GOOGLE_AUTH_URL: endpoints.authorization,
    GOOGLE_TOKEN_URL: endpoints.token,
    GOOGLE_CERTS_URL: endpoints.certs,
    JWT_SECRET: 'a key of the tests that is long enough',
    DEMO_ROLES: demoRoles,
    // The doors of what plays in three hours are open.
    DOORS_OPEN_MINUTES: '240',
    LOG_LEVEL: 'silent',
  };
}
