import { addTill } from '@foyer/shared/http/tills';
import { type ReactNode, useState } from 'react';
import type { CallResult } from '../../data/client.ts';
import { ActForm } from '../../ui/act-form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useTillsAct } from './use-tills-act.ts';

interface AddTillFormProps {
  readonly onAdded: (added: CallResult<typeof addTill>) => void;
  readonly onClose: () => void;
}

export function AddTillForm({ onAdded, onClose }: AddTillFormProps): ReactNode {
  const [name, setName] = useState('');
  const act = useTillsAct((call, wish: string) => call(addTill, { body: { name: wish } }), onAdded);
  const wish = name.trim();
  const isReady = addTill.body.shape.name.safeParse(wish).success;
  const add = (): void => {
    if (isReady && !act.isPending) act.mutate(wish);
  };
  return (
    <aside className="details" aria-label="Till">
      <header>
        <p className="label">New</p>
        <h2>Add a till</h2>
      </header>
      <ActForm
        name="Add a till"
        act="Add the till and get its code"
        leave="Don’t add a till"
        isReady={isReady}
        isPending={act.isPending}
        error={act.error}
        onAct={add}
        onLeave={onClose}
      >
        <TextField
          label="Name, as written on the counter"
          longest={60}
          value={name}
          onChange={setName}
          onEnter={add}
        />
        <p className="quiet">You get a code that works for ten minutes. Type it in on the device itself.</p>
      </ActForm>
    </aside>
  );
}
