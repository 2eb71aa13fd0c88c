import { CircleAlert, CircleCheckBig } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { ScanWord } from './scan-words.ts';
import './scan-strip.css';

const goodNewsStaysMs = 6_000;

interface ScanStripProps {
  readonly word: ScanWord | null;
  readonly isTyping: boolean;
  readonly isLooking: boolean;
  readonly onCode: (text: string) => void;
  readonly onClose: () => void;
}

/** What was scanned, or a field for a code that is typed. Above the footer, so that nobody has to wait at it. */
export function ScanStrip({ word, isTyping, isLooking, onCode, onClose }: ScanStripProps): ReactNode {
  useEffect(() => {
    if (word?.tone !== 'good' || isTyping) return undefined;
    const timer = setTimeout(onClose, goodNewsStaysMs);
    return () => clearTimeout(timer);
  }, [word, isTyping, onClose]);
  if (!isTyping && !isLooking && word === null) return null;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves the strip from any of its controls; it acts on nothing itself
    <section
      className="scan-strip"
      aria-label="Scanner"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      {isLooking ? <p role="status">Looking it up…</p> : <Word word={word} />}
      {isTyping && <CodeField isDisabled={isLooking} onCode={onCode} />}
      {(isTyping || word?.tone === 'trouble') && (
        <Button tone="quiet" {...(isTyping ? { keyName: 'Esc' } : {})} onPress={onClose}>
          Close
        </Button>
      )}
    </section>
  );
}

function Word({ word }: { readonly word: ScanWord | null }): ReactNode {
  if (word === null) return null;
  const Icon = word.tone === 'good' ? CircleCheckBig : CircleAlert;
  return (
    <p className="scan-word" data-tone={word.tone} role={word.tone === 'good' ? 'status' : 'alert'}>
      <Icon size={18} aria-hidden="true" />
      {word.text}
    </p>
  );
}

function CodeField({
  isDisabled,
  onCode,
}: {
  readonly isDisabled: boolean;
  readonly onCode: (text: string) => void;
}): ReactNode {
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <>
      <TextField
        ref={field}
        label="A guest’s code, or a booking’s reference"
        value={text}
        onChange={setText}
        placeholder="FH0A-7K2M-…"
        longest={60}
        onEnter={() => onCode(text)}
      />
      <Button tone="primary" keyName="Enter" isDisabled={isDisabled} onPress={() => onCode(text)}>
        Take it
      </Button>
    </>
  );
}
