import { endMySession, listMySessions } from '@foyer/shared/http/sessions';
import {
  exchangeCode,
  finishLogin,
  getMe,
  logout,
  refreshTokens,
  startLogin,
} from '@foyer/shared/http/sign-in';
import { tillHeader } from '@foyer/shared/http/tills';
import type { TillId } from '@foyer/shared/ids';
import { bind, type Route } from '../../http/bind.ts';
import { sameHostLogin, type BrowserCookies } from './browser-cookie.ts';
import type { DescribeMe } from './me.service.ts';
import { refusedPage } from './refused-page.ts';
import type { MySessionsService } from './my-sessions.service.ts';
import type { SessionService } from './session.service.ts';
import type { SignInService } from './sign-in.service.ts';

export interface IdentityRouteNeeds {
  readonly signIn: SignInService;
  readonly sessions: SessionService;
  readonly mySessions: MySessionsService;
  readonly describeMe: DescribeMe;
  /** The till of a key; null where none was sent. Throws till.refused. */
  readonly identifyTill: (key: string | undefined) => Promise<{ readonly id: TillId } | null>;
  readonly cookies: BrowserCookies;
  /** Where the provider returns to. */
  readonly callbackUrl: string;
}

const noStore = { 'cache-control': 'no-store' };

export function identityRoutes(needs: IdentityRouteNeeds): Route[] {
  const { signIn, sessions, mySessions, cookies, callbackUrl, identifyTill } = needs;
  return [
    navigation(
      bind(startLogin, async ({ query, header }) => {
        const elsewhere = sameHostLogin(callbackUrl, header('host'), query);
        if (elsewhere) return { status: 302, headers: { ...noStore, location: elsewhere } };
        const { location, state, browserSecret } = await signIn.start(query);
        const headers = { ...noStore, location, 'set-cookie': cookies.set(state, browserSecret) };
        return { status: 302, headers };
      }),
    ),
    navigation(
      bind(finishLogin, async ({ query, header, context }) => {
        const browserSecret = cookies.read(query.state, header('cookie'));
        const location = await signIn.finish(query, browserSecret, context);
        const headers = { ...noStore, location, 'set-cookie': cookies.clear(query.state) };
        return { status: 302, headers };
      }),
    ),
    bind(exchangeCode, async ({ body, context, header }) => {
      const till = await identifyTill(header(tillHeader));
      const tokens = await sessions.exchange(body, context, { till, userAgent: header('user-agent') });
      // Another device may have taken the till's place meanwhile; it has ended all sessions but this.
      await identifyTill(header(tillHeader));
      return { status: 200, body: tokens, headers: noStore };
    }),
    bind(refreshTokens, async ({ body, context, header }) => {
      const till = await identifyTill(header(tillHeader));
      const tokens = await sessions.refresh(body.refreshToken, context, till);
      return { status: 200, body: tokens, headers: noStore };
    }),
    bind(logout, async ({ body, context }) => {
      await sessions.logout(body, context);
      return { status: 204 };
    }),
    bind(getMe, async ({ actor }) => {
      return { status: 200, body: await needs.describeMe(actor), headers: noStore };
    }),
    bind(listMySessions, async ({ actor }) => {
      return { status: 200, body: { sessions: await mySessions.list(actor) }, headers: noStore };
    }),
    bind(endMySession, async ({ actor, params, context }) => {
      await mySessions.end(actor, params.id, context);
      return { status: 204 };
    }),
  ];
}

/** A step of the browser: it gets a refusal as a page, a program as the problem that it is. */
function navigation(route: Route): Route {
  return { ...route, pageFor: refusedPage };
}
