import type { ReactNode } from 'react';
import { keepTextSize, type TextSize, textSizes, useTextSize } from '../../app/text-size.ts';
import { keepTheme, type Theme, themeNames, useTheme } from '../../app/theme.ts';
import { Button } from '../../ui/button.tsx';
import { Key } from '../../ui/key.tsx';
import { Segments } from '../../ui/segments.tsx';
import { keepSounds, useSounds } from '../../ui/sounds.ts';

const themes = (Object.keys(themeNames) as Theme[]).map((id) => ({ id, name: themeNames[id] }));
const sizes = textSizes.map((size) => ({ id: `${size}` as const, name: `${size} %` }));
const sounds = [
  { id: 'on', name: 'On' },
  { id: 'off', name: 'Off' },
] as const;

/** What eyes and ears get. */
export function LookPart({ onTour }: { readonly onTour: () => void }): ReactNode {
  const theme = useTheme();
  const size = useTextSize();
  const hasSounds = useSounds();
  return (
    <section className="settings-part" aria-labelledby="settings-look">
      <h2 id="settings-look">Look and sound</h2>
      <Segments label="Look" options={themes} chosen={theme} onChoose={keepTheme} />
      <Segments
        label="Size of the text"
        options={sizes}
        chosen={`${size}`}
        onChoose={(chosen) => keepTextSize(Number(chosen) as TextSize)}
      />
      <p className="quiet settings-hint">
        On every screen: <Key name="Ctrl" /> <Key name="+" /> larger, <Key name="Ctrl" /> <Key name="-" />{' '}
        smaller, <Key name="Ctrl" /> <Key name="0" /> as usual
      </p>
      <Segments
        label="Sounds"
        options={sounds}
        chosen={hasSounds ? 'on' : 'off'}
        onChoose={(chosen) => keepSounds(chosen === 'on')}
      />
      <Button onPress={onTour}>Show the tour again</Button>
    </section>
  );
}
