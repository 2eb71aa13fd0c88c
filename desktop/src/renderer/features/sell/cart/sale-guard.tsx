import { type ReactNode, useState } from 'react';
import { useMe } from '../../../data/queries.ts';
import { Choice } from '../../../ui/choice.tsx';
import { AskBox } from '../../approvals/ask-box.tsx';
import { focusHall } from '../hall/focus-hall.ts';
import type { Cart } from './cart.ts';
import { requestFor } from './need.ts';
import { BothBox, OrphanBox, OrphanWords } from './orphan-words.tsx';
import type { CartPrices } from './price-cart.ts';
import type { Sale } from './sale.ts';
import { takeInstead } from './take-instead.ts';
import type { CartAsk } from './use-cart-ask.ts';

const orphanReasons = [
  { id: 'guest', name: 'Guest wants exactly these' },
  { id: 'group', name: 'A group that belongs together' },
  { id: 'last', name: 'The last seats of the hall' },
] as const;

interface SaleGuardProps {
  readonly cart: Cart;
  readonly sale: Sale;
  readonly prices: CartPrices;
  readonly cartAsk: CartAsk;
}

/** In the place of the pay button while the cart can't be sold as it is; null where it can. */
export function SaleGuard({ cart, sale, prices, cartAsk }: SaleGuardProps): ReactNode {
  const me = useMe();
  const [reason, setReason] = useState<(typeof orphanReasons)[number]['id']>('guest');
  const { need } = cart;
  const reasonName = orphanReasons.find(({ id }) => id === reason)?.name ?? '';
  const request = requestFor(cart, prices, reasonName);
  if (!need || !request) return null;
  const { ask, state } = cartAsk;
  const leave = (): void => {
    ask.withdraw();
    sale.leaveNeed();
    focusHall();
  };
  const words = need.kind === 'ORPHAN' && (
    <OrphanWords
      need={need}
      onInstead={() => {
        if (cart.showtime) takeInstead(sale, cart.showtime, need.suggestion);
        focusHall();
      }}
    />
  );
  if (me.data?.abilities.includes('approvals.decide') && words)
    return (
      <OrphanBox
        onLeave={leave}
        onSell={() => sale.checkout.payAgain(prices.totalMinor, { leaveOrphans: true })}
      >
        {words}
      </OrphanBox>
    );
  // One approval carries one thing: asked for the seats, the prices would be refused, and the other way round.
  if (words && cart.adjustment) return <BothBox onLeave={leave}>{words}</BothBox>;
  // A grant that did not carry the sale, or the one of before, is no grant for what is needed now.
  const isOld = state.kind === 'granted' && cart.phase.kind === 'choosing';
  return (
    <AskBox
      ask={ask}
      state={isOld ? { kind: 'idle' } : state}
      request={request}
      onAsk={() => cartAsk.begin(request, prices.totalMinor)}
      onLeave={leave}
    >
      {words && (
        <>
          {words}
          <Choice label="Reason" options={orphanReasons} chosen={reason} onChoose={setReason} />
        </>
      )}
    </AskBox>
  );
}
