import { openDrawer } from '@foyer/shared/http/approvals';
import type { PrinterTrouble } from '../../../bridge/paper.ts';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useData } from '../../data/data-layer.tsx';
import { textOf } from '../../data/problem-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { AskBox } from '../approvals/ask-box.tsx';
import { useGuardedAct } from '../approvals/use-guarded-act.ts';
import { troubleWords } from '../paper/paper-words.ts';
import './drawer-strip.css';

const reasons = [
  { id: 'change', name: 'Change for a guest' },
  { id: 'mistake', name: 'Wrong change was given' },
  { id: 'count', name: 'Counting the drawer' },
  { id: 'coins', name: 'Coins or notes come in' },
] as const;

const wordStaysMs = 4_000;

interface DrawerStripProps {
  /** Tells the drawer itself; answers what kept it shut. */
  readonly kick: () => Promise<PrinterTrouble | null>;
  /** There is nothing more to press here; a last word stays for a moment. */
  readonly onOpened: () => void;
  readonly onClose: () => void;
}

/** Opens the drawer without a sale. Above the footer of every screen, so that nobody has to wait at it. */
export function DrawerStrip({ kick, onOpened, onClose }: DrawerStripProps): ReactNode {
  const { call } = useData();
  const [reason, setReason] = useState<(typeof reasons)[number]['id']>('change');
  const [kicked, setKicked] = useState<'open' | PrinterTrouble | null>(null);
  const strip = useRef<HTMLElement>(null);
  const open = useGuardedAct({
    run: (said: string, { idempotencyKey, approval }) =>
      call(openDrawer, { body: { reason: said, ...approval }, idempotencyKey }),
    requestOf: (said) => ({ kind: 'NO_SALE', subject: {}, reason: said }),
    onDone: () => void kick().then((trouble) => setKicked(trouble ?? 'open')),
  });
  useEffect(() => strip.current?.querySelector<HTMLElement>('.choice-button')?.focus(), []);
  useEffect(() => {
    if (kicked !== 'open') return undefined;
    onOpened();
    const timer = setTimeout(onClose, wordStaysMs);
    return () => clearTimeout(timer);
  }, [kicked, onOpened, onClose]);
  if (kicked === 'open')
    return (
      <p className="drawer-strip" role="status">
        The drawer is open.
      </p>
    );
  if (kicked !== null)
    return (
      <div className="drawer-strip">
        <p className="drawer-trouble" role="alert">
          The drawer stays shut, since {troubleWords[kicked]}. Use its key.
        </p>
        <Button onPress={onClose}>Understood</Button>
      </div>
    );
  if (open.guard)
    return (
      <div className="drawer-strip">
        <AskBox {...open.guard} />
      </div>
    );
  const said = reasons.find(({ id }) => id === reason)?.name ?? '';
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves the strip from any of its controls; it acts on nothing itself
    <section
      ref={strip}
      className="drawer-strip"
      aria-label="Drawer"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <p className="label" aria-hidden="true">
        Open the drawer
      </p>
      <Choice label="Reason" options={reasons} chosen={reason} onChoose={setReason} />
      {open.error !== null && (
        <p className="drawer-trouble" role="alert">
          {textOf(open.error)}
        </p>
      )}
      <Button tone="quiet" keyName="Esc" onPress={onClose}>
        Leave it shut
      </Button>
      <Button tone="primary" isDisabled={open.isPending} onPress={() => open.begin(said)}>
        Open the drawer
      </Button>
    </section>
  );
}
