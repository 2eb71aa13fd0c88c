import type { TillPerson } from '@foyer/shared/http/tills';
import { Pin } from '@foyer/shared/rules/pin';
import { Lock } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useNow } from '../../ui/use-now.ts';
import { clockTime } from '../../ui/when.ts';
import { useSwitch } from './use-switch.ts';

interface PinDeskProps {
  readonly people: readonly TillPerson[];
  readonly current: string | null;
  readonly act: (name: string, isCurrent: boolean) => string;
  /** A try has failed: how often one may still try has changed. */
  readonly onTried: () => void;
  readonly onSwitched?: (() => void) | undefined;
}

/** Arrow keys choose the person, digits go to the PIN wherever the keyboard is, Enter tries. */
export function PinDesk({ people, current, act, onTried, onSwitched }: PinDeskProps): ReactNode {
  const [picked, setPicked] = useState<string | null>(null);
  const [pin, setPin] = useState('');
  const desk = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    let frame = 0;
    // The list draws its people some passes after itself.
    const seek = (): void => {
      const option = desk.current?.querySelector<HTMLElement>('[role="option"]');
      if (option) option.focus();
      else frame = requestAnimationFrame(seek);
    };
    frame = requestAnimationFrame(seek);
    return () => cancelAnimationFrame(frame);
  }, []);
  const { state, tryPin, reset } = useSwitch({ onTried, onSwitched });
  const nowMs = useNow(1_000);
  const person = people.find(({ id }) => id === picked) ?? people[0];
  if (!person) return null;
  const lockedUntil =
    person.lockedUntil !== null && Date.parse(person.lockedUntil) > nowMs ? person.lockedUntil : null;
  const isReady = Pin.safeParse(pin).success && lockedUntil === null && !state.isPending;
  const choose = (id: string): void => {
    if (id === person.id) return;
    setPicked(id);
    setPin('');
    reset();
  };
  const enter = (): void => {
    if (!isReady) return;
    // Whatever the answer: no PIN stays in the field.
    setPin('');
    void tryPin({ userId: person.id, pin }).then(() => field.current?.focus());
  };
  const typeAhead = (event: KeyboardEvent): void => {
    if (event.target === field.current || !/^\d$/.test(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    setPin(event.key);
    field.current?.focus();
  };
  return (
    <div ref={desk} className="pin-desk" onKeyDownCapture={typeAhead}>
      <ListBox
        aria-label="Who is here"
        className="pin-people"
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={[person.id]}
        onSelectionChange={(keys) => {
          const [key] = keys === 'all' ? [] : keys;
          if (typeof key === 'string') choose(key);
        }}
        // Enter on a person, and a tap, which chooses nothing by itself.
        onAction={(key) => {
          choose(String(key));
          field.current?.focus();
        }}
      >
        {people.map(({ id, name, lockedUntil: until }) => (
          <ListBoxItem key={id} id={id} textValue={name} className="pin-person" data-till-person={id}>
            <span>{name}</span>
            {id === current && <span className="faint">here now</span>}
            {until !== null && Date.parse(until) > nowMs && <Lock size={14} aria-label="locked" />}
          </ListBoxItem>
        ))}
      </ListBox>
      <TextField
        label={`PIN of ${person.name}`}
        type="pin"
        longest={8}
        value={pin}
        onChange={setPin}
        onEnter={enter}
        ref={field}
      />
      {lockedUntil !== null ? (
        <p className="act-trouble" role="alert">
          Too many wrong PINs. {person.name} can try again at {clockTime(lockedUntil, machineZone)}, or sign
          in with Google now.
        </p>
      ) : (
        state.text !== null && (
          <p className="act-trouble" role="alert">
            {state.text}
          </p>
        )
      )}
      <Button tone="primary" keyName="Enter" isDisabled={!isReady} onPress={enter}>
        {state.isPending ? 'One moment …' : act(person.name, person.id === current)}
      </Button>
    </div>
  );
}

/** Nobody may be signed in, so the cinema's own zone may be unknown here; a till stands in it. */
const machineZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
