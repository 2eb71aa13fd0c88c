import { type ReactNode, useEffect, useState } from 'react';
import { type GuestBridge, GuestScreenPicture } from '../../bridge/guest.ts';
import './guest-screen.css';
import { IdleView } from './idle-view.tsx';
import { SaleView } from './sale-view.tsx';
import { SoldView } from './sold-view.tsx';

/** All that a guest sees. It takes no key and no click. */
export function GuestScreen({ bridge }: { readonly bridge: GuestBridge }): ReactNode {
  const picture = usePicture(bridge);
  useEffect(() => {
    if (picture) document.documentElement.dataset['theme'] = picture.theme;
  }, [picture]);
  if (!picture) return null;
  const { house, view } = picture;
  switch (view.kind) {
    case 'idle':
      return <IdleView house={house} shows={view.shows} />;
    case 'sale':
      return <SaleView {...view} />;
    case 'sold':
      return <SoldView {...view} />;
  }
}

/** The newest picture; one that does not fit the contract is no picture. */
function usePicture(bridge: GuestBridge): GuestScreenPicture | null {
  const [picture, setPicture] = useState<GuestScreenPicture | null>(null);
  useEffect(
    () =>
      bridge.onPicture((received) => {
        const parsed = GuestScreenPicture.safeParse(received);
        if (parsed.success) setPicture(parsed.data);
      }),
    [bridge],
  );
  return picture;
}
