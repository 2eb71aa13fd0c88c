import { reprintTickets } from '@foyer/shared/http/reprints';
import { bind, type Route } from '../../http/bind.ts';
import { actOf } from '../seats/seats.ts';
import type { NoteReprint } from './reprint.service.ts';

export function reprintRoutes(note: NoteReprint): readonly Route[] {
  return [
    bind(reprintTickets, async ({ params, body, actor, context }) => {
      await note(actOf(actor, context), params.id, body);
      return { status: 204 };
    }),
  ];
}
