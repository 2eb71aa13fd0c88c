import type { Me } from '@foyer/shared/http/sign-in';
import { textOf } from '../../../data/problem-texts.ts';
import type { Holder } from '../../../data/seat-locks.ts';

/** Who has a held seat, for a manager, e.g. `Held at the counter, Till 2`; the time left stands beside it. */
export function holderWords(
  holder: Holder,
  me: Pick<Me, 'user'>,
  tillNames: ReadonlyMap<string, string>,
): string {
  switch (holder.kind) {
    case 'asking':
      return 'Looking who holds it …';
    case 'no-hold':
      return 'Being paid for, or just changing';
    case 'failed':
      return `Who holds it can’t be said. ${textOf(holder.error)}`;
    case 'hold': {
      const { owner, channel } = holder.lock;
      const till = owner.tillId && tillNames.get(owner.tillId);
      if (owner.userId === me.user.id) return `Held by you${till ? ` at ${till}` : ', not in this cart'}`;
      if (channel === 'ONLINE') return 'Held online';
      return `Held at the counter${till ? `, ${till}` : ''}`;
    }
  }
}
