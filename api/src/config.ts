import { Role } from '@foyer/shared/roles';
import { z } from 'zod';
import { paymentConfigOf, paymentEnvironment, paymentFaults, type PaymentConfig } from './payment-config.ts';
import {
  mailConfigOf,
  mailFaults,
  mailSettings,
  type MailConfig,
} from './features/notifications/mail-config.ts';
import { admissionConfigOf, admissionVariables, type AdmissionConfig } from './admission-config.ts';
import { approvalConfigOf, approvalVariables, type ApprovalConfig } from './approval-config.ts';
import { doorConfigOf, doorVariables, type DoorConfig } from './door-config.ts';
import { googleConfigOf, googleVariables, standInFaults, type GoogleConfig } from './google-config.ts';
import { holdConfigOf, holdVariables, seconds, type HoldConfig } from './hold-config.ts';
import { entriesOf, jwtFaults, jwtKeysOf, type Given, type JwtKey } from './jwt-config.ts';
import { sessionConfigOf, sessionVariables, type SessionConfig } from './session-config.ts';
import { leaseConfigOf, leaseVariables, type LeaseConfig } from './lease-config.ts';
import { tillConfigOf, tillVariables, type TillConfig } from './till-config.ts';
import { logLevels } from './platform/logger.ts';
import { readRedisAddress, type RedisAddress } from './platform/redis-address.ts';
import { Secret } from './platform/secret.ts';
import { retentionConfigOf, retentionVariables, type RetentionConfig } from './retention-config.ts';
import { secretFaults } from './secret-faults.ts';

export const ServerRole = z.enum(['api', 'worker']);
export type ServerRole = z.infer<typeof ServerRole>;

const list = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((part) => part.trim() || []));
const origin = z
  .string()
  .regex(/^[a-z][a-z0-9+.-]*:\/\/[^/*\s]+$/, 'is not an origin such as https://shop.example');
/** Every environment variable the server reads, with its meaning; `.env.example` lists the same names. */
export const Environment = z.object({
  APP_ENV: z.enum(['development', 'test', 'production']).describe('What the server is run for'),
  HOST: z.string().default('127.0.0.1').describe('Address to listen on'),
  PORT: z.coerce
    .number()
    .default(8080)
    .pipe(z.int().min(0).max(65_535))
    .describe('Port to listen on; 0 takes a free one'),
  ROLES: list.pipe(z.array(ServerRole)).describe('What this process does: api, worker; empty means both'),
  MONGO_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, 'must start with mongodb://')
    .describe('Replica set to keep the truth in'),
  MONGO_DB: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,38}$/)
    .default('foyer')
    .describe('Database name'),
  REDIS_ADDR: z
    .string()
    .refine(
      (text) => readRedisAddress(text) !== null,
      'is not host:port, a redis:// address or a list of nodes',
    )
    .describe(
      'host:port or redis:// address of the server that keeps the holds; several with commas: a cluster',
    ),
  REDIS_NAMESPACE: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,40}$/)
    .default('foyer')
    .describe('First part of every Redis key'),
  FRONTEND_URL: z
    .union([origin, z.literal('')])
    .default('')
    .describe('Origin of the web shop, allowed to call from a browser'),
  CORS_ORIGINS: list.pipe(z.array(origin)).describe('More origins allowed to call from a browser'),
  ...googleVariables,
  JWT_SECRET: z.string().default('').describe('Key that signs access tokens, 32 characters or more'),
  JWT_KEYS: list.describe('Keys for rotation, kid:secret each; the first one signs'),
  ...sessionVariables,
  ...tillVariables,
  ...leaseVariables,
  TICKET_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe('Key that signs tickets, 32 characters or more; needed in production'),
  WEB_REDIRECT_URIS: list.describe('Exact return addresses of web clients, beside any loopback address'),
  BOOTSTRAP_ADMIN_EMAILS: list.describe('Who becomes ADMIN while there is none'),
  DEMO_ROLES: list.describe('email=ROLE for demo accounts; never in production'),
  INVITATION_DAYS: z.coerce
    .number()
    .default(14)
    .pipe(z.int().min(1).max(90))
    .describe('How many days an invitation waits for its first sign-in'),
  ...mailSettings,
  ...retentionVariables,
  ...doorVariables,
  ...holdVariables,
  ...approvalVariables,
  ...admissionVariables,
  PAYMENT_WINDOW_SECONDS: seconds(600).describe('How long a booking waits for its payment'),
  ...paymentEnvironment,
  INVARIANTS_EVERY_SECONDS: seconds(60).describe(
    'How long a worker rests between two checks of the invariants',
  ),
  BUILD_VERSION: z.string().default('0.1.0').describe('Version shown on the health page'),
  BUILD_COMMIT: z.string().default('development').describe('Commit shown on the health page'),
  BUILD_TIME: z.string().default('').describe('When the build was made, shown on the health page'),
  LOG_LEVEL: z.enum(logLevels).default('info').describe('Least important line to write'),
});

export interface Config {
  readonly environment: 'development' | 'test' | 'production';
  readonly host: string;
  readonly port: number;
  readonly roles: readonly ServerRole[];
  readonly mongo: { readonly uri: string; readonly database: string };
  readonly redis: RedisAddress & { readonly namespace: string };
  readonly corsOrigins: readonly string[];
  readonly google: GoogleConfig;
  readonly jwtKeys: readonly JwtKey[];
  readonly sessions: SessionConfig;
  readonly tills: TillConfig;
  readonly leases: LeaseConfig;
  readonly ticketSecret: Secret;
  readonly webRedirectUris: readonly string[];
  readonly bootstrapAdminEmails: readonly string[];
  readonly demoRoles: ReadonlyMap<string, Role>;
  readonly invitationMs: number;
  readonly retention: RetentionConfig;
  readonly doors: DoorConfig;
  readonly holds: HoldConfig;
  readonly approvals: ApprovalConfig;
  readonly admission: AdmissionConfig;
  readonly paymentWindowMs: number;
  readonly payments: PaymentConfig;
  readonly invariantsEveryMs: number;
  /** Null sends no mail. */
  readonly mail: MailConfig | null;
  readonly build: { readonly version: string; readonly commit: string; readonly builtAt: string };
  readonly logLevel: (typeof logLevels)[number];
}

/** Everything wrong with the environment, one line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(
      `The configuration has ${faults.length} fault(s):\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
    );
    this.faults = faults;
  }
}

/** Reads the environment into domain units. Throws ConfigError with every fault at once. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = Environment.safeParse(given);
  const shapeFaults = (parsed.error?.issues ?? []).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  );
  const faults = [
    ...shapeFaults,
    ...jwtFaults(given),
    ...productionFaults(given),
    ...secretFaults(given),
    ...paymentFaults(given),
    ...demoRoleFaults(given),
    ...mailFaults(given),
  ];
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  const read = parsed.data;
  return Object.freeze({
    environment: read.APP_ENV,
    host: read.HOST,
    port: read.PORT,
    roles: read.ROLES.length > 0 ? read.ROLES : ServerRole.options,
    mongo: { uri: read.MONGO_URI, database: read.MONGO_DB },
    redis: { ...redisAddressOf(read), namespace: read.REDIS_NAMESPACE },
    corsOrigins: [...(read.FRONTEND_URL ? [read.FRONTEND_URL] : []), ...read.CORS_ORIGINS],
    google: googleConfigOf(read),
    jwtKeys: jwtKeysOf(read),
    sessions: sessionConfigOf(read),
    tills: tillConfigOf(read),
    leases: leaseConfigOf(read),
    ticketSecret: new Secret(read.TICKET_SECRET ?? read.JWT_SECRET + read.JWT_KEYS.join()),
    webRedirectUris: read.WEB_REDIRECT_URIS,
    bootstrapAdminEmails: read.BOOTSTRAP_ADMIN_EMAILS.map((email) => email.toLowerCase()),
    demoRoles: new Map(read.DEMO_ROLES.map(demoRoleOf)),
    invitationMs: read.INVITATION_DAYS * 86_400_000,
    retention: retentionConfigOf(read),
    doors: doorConfigOf(read),
    holds: holdConfigOf(read),
    approvals: approvalConfigOf(read),
    admission: admissionConfigOf(read),
    paymentWindowMs: read.PAYMENT_WINDOW_SECONDS,
    payments: paymentConfigOf(read),
    invariantsEveryMs: read.INVARIANTS_EVERY_SECONDS,
    mail: mailConfigOf(read),
    build: { version: read.BUILD_VERSION, commit: read.BUILD_COMMIT, builtAt: read.BUILD_TIME },
    logLevel: read.LOG_LEVEL,
  });
}

function redisAddressOf({ REDIS_ADDR }: { readonly REDIS_ADDR: string }): RedisAddress {
  return readRedisAddress(REDIS_ADDR) ?? { url: REDIS_ADDR, nodes: [] };
}

function productionFaults(given: Given): string[] {
  if (given['APP_ENV'] !== 'production') return [];
  const faults = standInFaults(given);
  if (given['TICKET_SECRET'] === undefined) faults.push('TICKET_SECRET: is needed in production');
  if (entriesOf(given, 'DEMO_ROLES').length > 0) faults.push('DEMO_ROLES: is not for production');
  return faults;
}

function demoRoleOf(entry: string): [string, Role] {
  const [email = '', role] = entry.split('=');
  return [email.toLowerCase(), Role.parse(role)];
}

function demoRoleFaults(given: Given): string[] {
  return entriesOf(given, 'DEMO_ROLES').flatMap((entry) => {
    const [email, role] = entry.split('=');
    return email && Role.safeParse(role).success ? [] : [`DEMO_ROLES: ${entry} is not email=ROLE`];
  });
}
