/** A guest with a phone, over plain HTTP: holds seats and asks for the code that passes them on. */
import { signIn } from '@foyer/tools/sign-in/sign-in';
import { Hold } from '@foyer/shared/http/holds';
import { z } from 'zod';

export interface OnlineGuest {
  /** Holds the best seats of a show. */
  readonly hold: (showtimeId: string, count: number) => Promise<Hold>;
  /** A code for whoever is to have the hold. */
  readonly code: (hold: Hold) => Promise<string>;
}

export async function onlineGuest(apiUrl: string, email: string): Promise<OnlineGuest> {
  const { accessToken } = await signIn(apiUrl, email);
  const post = async (path: string, body: unknown): Promise<unknown> => {
    const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' };
    const answer = await fetch(`${apiUrl}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (answer.status !== 201) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  return {
    hold: async (showtimeId, count) => {
      const answer = await post(`/api/showtimes/${showtimeId}/seats/best`, { count });
      return z.object({ hold: Hold }).parse(answer).hold;
    },
    code: async ({ showtimeId, id }) => {
      const answer = await post(`/api/showtimes/${showtimeId}/seats/lock/hand-over`, { holdId: id });
      return z.object({ code: z.string() }).parse(answer).code;
    },
  };
}
