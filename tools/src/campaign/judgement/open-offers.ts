/** What people do once the last request is made: they answer the offers that they were made. */
import type { Db } from 'mongodb';
import type { HttpClient } from '../actors/http-client.ts';
import { mintToken, type Role } from '../actors/tokens.ts';

type Offered = { readonly _id: string; readonly actor: { readonly id: string; readonly role: Role } };

const atOnce = 50;

/** Declines what is offered now. Left alone each offer would end by itself, a minute after it was made. */
export async function declineOffers(
  db: Db,
  asked: { readonly client: HttpClient; readonly origin: string; readonly jwtSecret: string },
): Promise<void> {
  const open = await db
    .collection<Offered>('bookings')
    .find({ 'offer.state': 'OPEN' }, { projection: { actor: 1 } })
    .limit(atOnce)
    .toArray();
  for (const { _id, actor } of open) {
    const token = mintToken(asked.jwtSecret, { userId: actor.id, role: actor.role });
    await asked.client.send(asked.origin, {
      method: 'POST',
      path: `/api/bookings/${_id}/offer/decline`,
      token,
    });
  }
}
