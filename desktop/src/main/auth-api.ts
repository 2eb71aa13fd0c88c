import { exchangeCode, logout, refreshTokens, type TokenRequest, Tokens } from '@foyer/shared/http/sign-in';

export interface JsonReply {
  readonly status: number;
  readonly body: unknown;
}

/** Posts JSON and reads JSON; rejects when no answer comes. */
export type PostJson = (address: string, body: unknown) => Promise<JsonReply>;

export type TokenAnswer =
  | { readonly kind: 'tokens'; readonly tokens: Tokens }
  /** The API said no: asking again with the same secret is pointless. */
  | { readonly kind: 'refused' }
  /** No answer, or one that may be different in a moment. */
  | { readonly kind: 'unreachable' };

/** The three calls of the API that carry long-lived secrets; only main makes them. */
export interface AuthApi {
  readonly exchange: (request: TokenRequest) => Promise<TokenAnswer>;
  readonly refresh: (refreshToken: string) => Promise<TokenAnswer>;
  readonly logout: (refreshToken: string) => Promise<void>;
}

export function makeAuthApi(apiUrl: string, post: PostJson): AuthApi {
  const ask = async (path: string, body: unknown): Promise<TokenAnswer> => {
    try {
      const reply = await post(`${apiUrl}${path}`, body);
      if (reply.status === 200) return { kind: 'tokens', tokens: Tokens.parse(reply.body) };
      const final = reply.status >= 400 && reply.status < 500 && reply.status !== 429;
      return { kind: final ? 'refused' : 'unreachable' };
    } catch {
      return { kind: 'unreachable' };
    }
  };
  return {
    exchange: (request) => ask(exchangeCode.path, request),
    refresh: (refreshToken) => ask(refreshTokens.path, { refreshToken }),
    // Signed out here is signed out, whether or not the server hears of it; the token lapses by itself.
    logout: (refreshToken) =>
      post(`${apiUrl}${logout.path}`, { refreshToken }).then(
        () => undefined,
        () => undefined,
      ),
  };
}
