import { type PinSignIn, signInByPin } from '@foyer/shared/http/pin';
import { exchangeCode, logout, refreshTokens, type TokenRequest, Tokens } from '@foyer/shared/http/sign-in';
import { z } from 'zod';
import type { Refused } from '../bridge/till.ts';
import type { ApiAnswer, AskApi } from './api.ts';

export type TokenAnswer =
  | { readonly kind: 'tokens'; readonly tokens: Tokens }
  /** The API said no: asking again with the same secret is pointless, unless it only said "later". */
  | Refused
  | { readonly kind: 'unreachable' };

/** The calls of the API that carry or bring long-lived secrets; only main makes them. */
export interface AuthApi {
  readonly exchange: (request: TokenRequest) => Promise<TokenAnswer>;
  readonly refresh: (refreshToken: string) => Promise<TokenAnswer>;
  readonly signInByPin: (wish: PinSignIn) => Promise<TokenAnswer>;
  /** Never rejects. */
  readonly logout: (refreshToken: string) => Promise<void>;
}

export function makeAuthApi(ask: AskApi): AuthApi {
  return {
    exchange: async (request) => laterAsNoAnswer(await ask(exchangeCode, Tokens, request)),
    refresh: async (refreshToken) => laterAsNoAnswer(await ask(refreshTokens, Tokens, { refreshToken })),
    signInByPin: async (wish) => tokenAnswer(await ask(signInByPin, Tokens, wish)),
    // Signed out here is signed out, whether or not the server hears of it; the token lapses by itself.
    logout: async (refreshToken) => {
      await ask(logout, z.unknown(), { refreshToken });
    },
  };
}

function tokenAnswer(answer: ApiAnswer<Tokens>): TokenAnswer {
  return answer.kind === 'answered' ? { kind: 'tokens', tokens: answer.body } : answer;
}

/** A session is not over because the server is too busy to say so. */
function laterAsNoAnswer(answer: ApiAnswer<Tokens>): TokenAnswer {
  const isLater = answer.kind === 'refused' && answer.code === 'rate.limited';
  return isLater ? { kind: 'unreachable' } : tokenAnswer(answer);
}
