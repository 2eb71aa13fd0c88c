import type { TillPerson } from '@foyer/shared/http/tills';
import type { UserId } from '@foyer/shared/ids';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { ApiProblem } from '../../data/api-problem.ts';
import { textOf } from '../../data/problem-texts.ts';
import { useMe } from '../../data/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { TextField } from '../../ui/text-field.tsx';

interface PinFormProps {
  readonly people: () => Promise<readonly TillPerson[]>;
  readonly onGrant: (userId: UserId, pin: string) => Promise<void>;
}

/** A manager who stands at this till says yes by PIN. Whose PIN counts is the server's word. */
export function PinForm({ people, onGrant }: PinFormProps): ReactNode {
  const me = useMe();
  const list = useQuery({ queryKey: ['till-people'], queryFn: people });
  const managers = (list.data ?? []).filter(({ id, mayDecide }) => mayDecide && id !== me.data?.user.id);
  const [picked, setPicked] = useState<UserId | null>(null);
  const [pin, setPin] = useState('');
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const form = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  // Of several nobody stands first: a PIN typed under a colleague's name would count against them.
  const who = managers.find(({ id }) => id === picked) ?? (managers.length === 1 ? managers[0] : undefined);
  const isReady = who !== undefined && /^\d{4,8}$/.test(pin) && !isSending;
  const isWhoKnown = who !== undefined;
  useEffect(() => {
    if (!list.isSuccess) return;
    if (isWhoKnown) field.current?.focus();
    else form.current?.querySelector<HTMLElement>('.choice-button')?.focus();
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another person chosen: on to their PIN
  }, [list.isSuccess, isWhoKnown, picked]);
  /** Digits go to the PIN from wherever the keyboard is in here, as at every other place for a PIN. */
  const typeAhead = (event: KeyboardEvent): void => {
    if (event.target === field.current || !/^\d$/.test(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    setPin(event.key);
    field.current?.focus();
  };
  const grant = async (): Promise<void> => {
    if (!who) return setTrouble('Choose first whose PIN this is.');
    if (!isReady) return;
    setSending(true);
    setTrouble(null);
    try {
      await onGrant(who.id, pin);
    } catch (error) {
      setTrouble(refusalOf(error, who.name));
      setPin('');
    } finally {
      setSending(false);
    }
  };
  if (list.isSuccess && managers.length === 0)
    return (
      <p className="quiet">No other manager has a PIN at this till. One can decide from any other screen.</p>
    );
  return (
    <div ref={form} className="ask-pin" onKeyDownCapture={typeAhead}>
      {managers.length > 0 && (
        <Choice
          label="Whose PIN"
          placeholder="Who is the manager?"
          options={managers.map(({ id, name }) => ({ id, name }))}
          chosen={who?.id ?? null}
          onChoose={(id) => {
            setPicked(id);
            setTrouble(null);
          }}
        />
      )}
      <TextField
        ref={field}
        label="PIN"
        hidesLabel
        placeholder="PIN"
        type="pin"
        longest={8}
        value={pin}
        onChange={setPin}
        onEnter={() => void grant()}
      />
      {(trouble !== null || list.isError) && (
        <p className="ask-trouble" role="alert">
          {trouble ?? textOf(list.error)}
        </p>
      )}
      <Button tone="primary" keyName="Enter" isDisabled={!isReady} onPress={() => void grant()}>
        Grant by PIN
      </Button>
    </div>
  );
}

/** The refusals that are about the manager, not about whoever reads them. */
function refusalOf(error: unknown, name: string): string {
  const code = error instanceof ApiProblem ? error.code : null;
  if (code === 'action.forbidden') return `${name} is no manager and can’t grant this.`;
  if (code === 'pin.locked') return `Too many wrong PINs. ${name} can still decide at another screen.`;
  return textOf(error);
}
