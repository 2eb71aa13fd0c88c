import type { TillPerson } from '@foyer/shared/http/tills';
import type { UserId } from '@foyer/shared/ids';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
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
  const others = (list.data ?? []).filter(({ id }) => id !== me.data?.user.id);
  const [picked, setPicked] = useState<UserId | null>(null);
  const [pin, setPin] = useState('');
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const who = others.find(({ id }) => id === picked) ?? others[0];
  const isReady = who !== undefined && /^\d{4,8}$/.test(pin) && !isSending;
  useEffect(() => {
    if (list.isSuccess) field.current?.focus();
  }, [list.isSuccess]);
  const grant = async (): Promise<void> => {
    if (!isReady) return;
    setSending(true);
    setTrouble(null);
    try {
      await onGrant(who.id, pin);
    } catch (error) {
      setTrouble(textOf(error));
      setPin('');
    } finally {
      setSending(false);
    }
  };
  if (list.isSuccess && !who)
    return (
      <p className="quiet">Nobody else has a PIN at this till. Another manager can decide from theirs.</p>
    );
  return (
    <div className="ask-pin">
      {who && (
        <Choice
          label="Whose PIN"
          options={others.map(({ id, name }) => ({ id, name }))}
          chosen={who.id}
          onChoose={setPicked}
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
