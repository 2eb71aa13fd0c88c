/** The stand-in for Google: development and tests only, loopback only. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Provider } from 'oidc-provider';
import { demoAccounts, type StandInAccount } from './accounts.ts';
import { makeProvider, paths } from './provider.ts';
import { signInPage, signInPagePolicy } from './sign-in-page.ts';
import { openSigningKey, type SigningKey } from './signing-key.ts';
import type { Tamper } from './tampering.ts';

export type IdentityProviderOptions = {
  /** 0 takes any free one. */
  readonly port: number;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
  /** Default: the four demo accounts. */
  readonly accounts?: readonly StandInAccount[];
  /** Where the signing key is kept from run to run; without it, a new one in memory. */
  readonly keyFile?: string;
  /** Changes the claims of every ID token just before it is signed; for tests of what a client refuses. */
  readonly tamper?: Tamper;
};

export type RunningIdentityProvider = {
  readonly issuer: string;
  readonly port: number;
  readonly endpoints: { readonly authorization: string; readonly token: string; readonly certs: string };
  /** From now on signs with a new key and knows nothing of the old one. */
  readonly rotateKey: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Listens when it resolves; rejects with the system's error (`EADDRINUSE`) if the port is taken. */
export async function startIdentityProvider(
  options: IdentityProviderOptions,
): Promise<RunningIdentityProvider> {
  const { port: wantedPort, accounts = demoAccounts } = options;
  const key = await openSigningKey(options.keyFile);
  const server = createServer();
  server.listen(wantedPort, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : wantedPort;
  const issuer = `http://127.0.0.1:${port}`;
  let currentKey = key;
  const provider = makeProvider({ ...options, issuer, accounts, key, currentKey: () => currentKey });
  const answerOidc = provider.callback();
  server.on('request', (request, response) => {
    if (request.url === paths.certs) answerCerts(response, currentKey);
    else if (request.url?.startsWith(paths.signIn) === true) {
      answerSignIn({ provider, accounts, request, response }).catch(() => refuse(response));
    } else void answerOidc(request, response);
  });
  return {
    issuer,
    port,
    endpoints: {
      authorization: `${issuer}${paths.authorization}`,
      token: `${issuer}${paths.token}`,
      certs: `${issuer}${paths.certs}`,
    },
    rotateKey: async () => {
      currentKey = await openSigningKey();
    },
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

type SignIn = {
  readonly provider: Provider;
  readonly accounts: readonly StandInAccount[];
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
};

async function answerSignIn({ provider, accounts, request, response }: SignIn): Promise<void> {
  const { params } = await provider.interactionDetails(request, response);
  const chosen =
    request.method === 'POST'
      ? new URLSearchParams(await text(request))
      : new URLSearchParams({ hint: hintIn(params) });
  if (chosen.has('cancel')) {
    const refusal = { error: 'access_denied', error_description: 'the person cancelled' };
    await provider.interactionFinished(request, response, refusal);
    return;
  }
  const account = accounts.find(
    ({ sub, email }) => sub === chosen.get('account') || email === chosen.get('hint')?.toLowerCase(),
  );
  if (account === undefined) {
    response
      .writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'content-security-policy': signInPagePolicy,
      })
      .end(signInPage(accounts));
    return;
  }
  await leaveOtherSession(provider, request, response);
  // The order matters: the provider resolves prompts in the order of these keys.
  const result = { select_account: {}, login: { accountId: account.sub } };
  await provider.interactionFinished(request, response, result);
}

function hintIn(params: Record<string, unknown>): string {
  const hint = params['login_hint'];
  return typeof hint === 'string' ? hint : '';
}

/** With another account's session in the browser, the provider would answer a log-out form, which breaks scripts. */
async function leaveOtherSession(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const interaction = await provider.interactionDetails(request, response);
  if (interaction.session === undefined) return;
  const session = await provider.Session.findByUid(interaction.session.uid);
  await session?.destroy();
  delete interaction.session;
  await interaction.save(interaction.exp - Math.floor(Date.now() / 1_000));
}

/** Node clients of Google fetch PEM; without max-age they would fetch at every verification. */
function answerCerts(response: ServerResponse, key: SigningKey): void {
  response
    .writeHead(200, { 'content-type': 'application/json', 'cache-control': 'public, max-age=5' })
    .end(JSON.stringify({ [key.kid]: key.publicPem }));
}

function refuse(response: ServerResponse): void {
  if (!response.headersSent) response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' });
  response.end('This sign-in has ended. Start again from the application.\n');
}
