import type { Booking } from '@foyer/shared/http/bookings';
import type { Me } from '@foyer/shared/http/sign-in';
import { type ReactNode, useState } from 'react';
import { useDevice } from '../data/device.tsx';
import { useDoorReplay } from '../data/door-queries.ts';
import { useConnection } from '../data/queries.ts';
import { ask } from '../data/session.ts';
import { ApprovalBar } from '../features/approvals/approval-bar.tsx';
import { BookingsScreen } from '../features/bookings/bookings-screen.tsx';
import { isUnderWay } from '../features/bookings/use-give-back.ts';
import { ExchangeScreen } from '../features/exchange/exchange-screen.tsx';
import { useIsExchanging } from '../features/exchange/use-exchange.ts';
import { useLastSale } from '../features/bookings/use-last-sale.ts';
import { DoorScreen } from '../features/door/door-screen.tsx';
import { DrawerStrip } from '../features/drawer/drawer-strip.tsx';
import { PaperStrip } from '../features/paper/paper-strip.tsx';
import type { LostPaper } from '../features/paper/paper-words.ts';
import { useSlips } from '../features/paper/use-slips.ts';
import { SettingsScreen } from '../features/settings/settings-screen.tsx';
import { ScanStrip } from '../features/scanner/scan-strip.tsx';
import { useCartAsk } from '../features/sell/cart/use-cart-ask.ts';
import { SellScreen } from '../features/sell/sell-screen.tsx';
import { OpenSaleStrip } from '../features/sell/recovery/open-sale-strip.tsx';
import { useProgramme } from '../features/sell/use-programme.ts';
import { ShiftChip } from '../features/shift/shift-chip.tsx';
import { ShiftScreen } from '../features/shift/shift-screen.tsx';
import { isMoving } from '../features/shift/use-cash-move.ts';
import { useShiftDesk } from '../features/shift/use-shift-desk.ts';
import { TakeOverScreen } from '../features/till/take-over-screen.tsx';
import { useTour } from '../features/tour/tour-store.ts';
import { TourStrip } from '../features/tour/tour-strip.tsx';
import type { AccountAct } from './account-menu.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { EndNotice } from './end-notice.tsx';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import { KeyList } from './key-list.tsx';
import { ManagedScreens } from './managed-screens.tsx';
import { Overlays } from './overlays.tsx';
import { RequestChips } from './request-chips.tsx';
import { type Screen, screensFor } from './screens.ts';
import { useDrawer } from './use-drawer.ts';
import { useGuestScreen } from './use-guest-screen.ts';
import { useQuestionMark } from './use-question-mark.ts';
import { useSale } from './use-sale.ts';
import { useScreen } from './use-screen.ts';
import { useBookingsDesk } from './use-bookings-desk.ts';
import { useScanDesk } from './use-scan-desk.ts';
import { useTakeOver } from './use-take-over.ts';
import { useTillsHere } from './use-tills-here.ts';
import './shell.css';

interface CounterProps {
  readonly me: Me;
  readonly keeps: 'key-store' | 'memory';
  readonly onSignOut: () => void;
}

/** The counter of somebody who may sell: header, one screen, footer. The sale outlives a look at another screen. */
export function Counter({ me, keeps, onSignOut }: CounterProps): ReactNode {
  const { bridge, till } = useDevice();
  const [paperLost, setPaperLost] = useState<LostPaper | null>(null);
  const [sold, setSold] = useState<Booking | null>(null);
  const sale = useSale(me, { onPaperLost: setPaperLost, onSold: setSold });
  const [isPaperWanted, setPaperWanted] = useState(false);
  const cartAsk = useCartAsk(sale);
  const programme = useProgramme();
  const { connection, askNow } = useConnection();
  const { screen, onScreen, onBack: onScreenBack } = useScreen();
  const tour = useTour(me.user.id);
  const [isKeyListOpen, setKeyListOpen] = useState(false);
  useQuestionMark(() => setKeyListOpen(true));
  const [dialog, setDialog] = useState<'own-pin' | 'till' | null>(null);
  const desk = useBookingsDesk(
    screen === 'bookings',
    programme.timeZone,
    useSlips(me.user.name, setPaperLost),
  );
  const lastSale = useLastSale(sold, desk.giveBack);
  const isExchanging = useIsExchanging(desk.exchange);
  const tillsHere = useTillsHere(me);
  const shiftDesk = useShiftDesk({
    till: me.till,
    tillName: tillsHere.tillName,
    timeZone: programme.timeZone,
    onPaperLost: (reference) => setPaperLost({ kind: 'SHIFT', reference }),
  });
  const isAsking = isUnderWay(desk.giveBack) || isMoving(shiftDesk.move);
  const { takeOver, onSwitch, onBack } = useTakeOver(sale, isAsking, isExchanging);
  const drawer = useDrawer(takeOver === null);
  const toggleGuestScreen = useGuestScreen(sale, takeOver !== 'locked');
  const screens = screensFor(me.abilities);
  useDoorReplay(me, connection);
  const turnTo = (wanted: Screen): void => {
    onScreen(wanted);
    setDialog(null);
    setKeyListOpen(false);
  };
  const scans = useScanDesk({
    sale,
    // The door listens itself.
    isAtCounter: takeOver === null && screen !== 'door',
    everybodys: me.abilities.includes('bookings.view-all'),
    onBooking: (booking) => {
      desk.show(booking);
      turnTo('bookings');
    },
    onSeats: (showtime) => {
      programme.choose(showtime);
      turnTo('sell');
    },
  });
  const act = (wanted: AccountAct): void => {
    if (wanted === 'switch') return onSwitch();
    if (wanted === 'guest-screen') return toggleGuestScreen();
    if (wanted === 'settings') return onScreen('settings');
    if (wanted !== 'sign-out') return setDialog(wanted);
    sale.clear();
    sale.checkout.leave();
    desk.giveBack.act.leave();
    desk.exchange.leave();
    shiftDesk.move.act.leave();
    onSignOut();
  };
  // Sale and screen live on behind it.
  if (takeOver === 'locked' || takeOver === 'switch')
    return <TakeOverScreen me={me} onBack={takeOver === 'switch' ? onBack : null} />;
  return (
    <div className="shell">
      <Header
        me={me}
        keeps={keeps}
        screens={screens}
        screen={screen}
        timeZone={programme.timeZone}
        connection={connection}
        onScreen={onScreen}
        onAccount={act}
        onPaper={() => setPaperWanted((isWanted) => !isWanted)}
      >
        <RequestChips
          screen={screen}
          cartAsk={cartAsk}
          desk={desk}
          cashMove={shiftDesk.move}
          onScreen={onScreen}
        />
        {me.till && <ShiftChip tillId={me.till.id} onOpen={() => onScreen('shift')} />}
      </Header>
      <ConnectionBanner connection={connection} onAsk={askNow} />
      <EndNotice timeZone={programme.timeZone} onSwitch={onSwitch} />
      {me.abilities.includes('approvals.decide') && <ApprovalBar me={me} />}
      <main className="stage">
        {screen === 'sell' && (
          <SellScreen sale={sale} programme={programme} cartAsk={cartAsk} lastSale={lastSale} />
        )}
        {screen === 'bookings' && desk.exchange.open && (
          <ExchangeScreen exchange={desk.exchange} open={desk.exchange.open} />
        )}
        {screen === 'bookings' && !desk.exchange.open && programme.today !== null && (
          <BookingsScreen
            today={programme.today}
            timeZone={programme.timeZone}
            everybodys={me.abilities.includes('bookings.view-all')}
            mayRefund={me.abilities.includes('bookings.refund')}
            mayExchange={me.abilities.includes('bookings.exchange')}
            giveBack={desk.giveBack}
            exchange={desk.exchange}
            till={till.till}
            place={desk.place}
            onPlace={desk.onPlace}
          />
        )}
        {screen === 'door' && programme.today !== null && (
          <DoorScreen me={me} today={programme.today} timeZone={programme.timeZone} connection={connection} />
        )}
        {screen === 'shift' && programme.today !== null && (
          <ShiftScreen
            me={me}
            desk={shiftDesk}
            today={programme.today}
            timeZone={programme.timeZone}
            {...tillsHere}
            onDrawer={drawer.open}
          />
        )}
        <ManagedScreens screen={screen} me={me} timeZone={programme.timeZone} />
        {screen === 'settings' && (
          <SettingsScreen me={me} onDrawer={drawer.open} onTour={tour.onAgain} onClose={onScreenBack} />
        )}
      </main>
      {drawer.isAsked && (
        <DrawerStrip kick={() => ask(bridge.openDrawer())} onOpened={drawer.letGo} onClose={drawer.close} />
      )}
      <ScanStrip {...scans} onClose={scans.close} />
      <OpenSaleStrip me={me} onOwed={(due) => sale.checkout.resume(due)} />
      <PaperStrip
        isWanted={isPaperWanted}
        lost={paperLost}
        onClose={() => {
          setPaperWanted(false);
          setPaperLost(null);
        }}
      />
      {!desk.exchange.open && <TourStrip tour={tour} sale={sale} />}
      <Footer
        screen={screen}
        exchange={desk.exchange}
        onDrawer={drawer.open}
        onKeys={() => setKeyListOpen(true)}
      />
      <Overlays
        me={me}
        timeZone={programme.timeZone}
        open={takeOver ?? dialog}
        onTill={() => {
          onBack();
          setDialog('till');
        }}
        onClose={() => {
          onBack();
          setDialog(null);
        }}
      />
      <KeyList isOpen={isKeyListOpen} onClose={() => setKeyListOpen(false)} />
    </div>
  );
}
