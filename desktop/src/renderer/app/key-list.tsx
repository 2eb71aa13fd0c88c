import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from '../ui/button.tsx';
import { Key } from '../ui/key.tsx';

const keys: readonly (readonly [keys: readonly string[], meaning: string])[] = [
  [['1', '…', 'Enter'], 'Take so many of the best seats'],
  [['←', '↑', '↓', '→'], 'Move through the hall'],
  [['Home', 'End'], 'First and last seat of the row'],
  [['Space', 'Enter'], 'Take the seat, or give it back'],
  [['+', '-', '0'], 'Hall larger, smaller, or all of it'],
  [['Del'], 'Managers: end the hold on the seat, with a reason'],
  [['A', 'C', 'S', '…'], 'Ticket type of the line, by its letter'],
  [['E'], 'Ask for more time on the hold'],
  [['F11'], 'Take the seats that are offered, or try the same ones again'],
  [['F1'], 'Go to cash; Enter then sells'],
  [['0', '…', '9'], 'At the money: what the guest puts down, or a part of the sum'],
  [['←', '→'], 'At the money: the next likely amount'],
  [['F10'], 'Go to the card; Enter then sends it to the terminal'],
  [['Backspace'], 'At the money: the last part is paid otherwise'],
  [['F2'], 'Give seats away, or sell them for another price'],
  [['Enter'], 'After a sale: next guest'],
  [['Esc'], 'Back from the money; else give all seats back'],
  [['F3', 'F4'], 'Printer asks: it came out, or print it again'],
  [['PgUp', 'PgDn'], 'Previous and next show'],
  [['Shift+F12'], 'While selling: take the last sale back'],
  [['/'], 'Bookings: find one; ↓ or Enter goes to what was found, Esc empties the field'],
  [['PgUp', 'PgDn'], 'Bookings: day before, next day'],
  [['R', 'X', 'V', 'P'], 'At a booking: refund, exchange seats, take the sale back, print again'],
  [['B', 'I'], 'While exchanging: the best seats; the seats that the house rule offers'],
  [['Shift+F7'], 'The door, and back: a scan lets its guest in there'],
  [['L', 'U', 'E'], 'At the door: let in, undo, managers let in early'],
  [['Shift+F5'], 'The shift of this till, and back'],
  [['D', 'O', 'I', 'X', 'C'], 'At a shift: to the safe, pay out, pay in, X report, count and close'],
  [['Z', 'P', 'N', 'A'], 'At a shift: Z report; print again; managers: add a note, all tills'],
  [['F5'], 'Open the drawer without a sale'],
  [['F6'], 'Switch cashier: arrows, PIN, Enter'],
  [['Shift+F11'], 'Type a guest’s code, or a booking’s reference; the scanner needs no key'],
  [['F12'], 'Open or close the screen for the guest'],
  [['F8', 'F9'], 'Managers: grant or refuse what somebody asks for; F7 adds a note'],
  [['Ctrl', ','], 'Settings: look, text, sounds, printer, the tour'],
  [['Ctrl', '+', '-'], 'Larger or smaller text; Ctrl and 0 as usual'],
  [['Ctrl', '→', '←', '↓'], 'Tour: go on, back, leave it'],
  [['?'], 'This list'],
];

/** All keys of the counter on one page. */
export function KeyList({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}): ReactNode {
  return (
    <ModalOverlay
      className="overlay"
      isOpen={isOpen}
      isDismissable
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className="modal modal-wide">
        <Dialog className="dialog">
          <Heading slot="title">Keys</Heading>
          <dl className="key-list">
            {keys.map(([names, meaning]) => (
              <div key={meaning}>
                <dt>
                  {names.map((name) => (
                    <Key key={name} name={name} />
                  ))}
                  <span className="visually-hidden">{names.join(', ')}</span>
                </dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
          <Button keyName="Esc" onPress={onClose}>
            Close
          </Button>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
