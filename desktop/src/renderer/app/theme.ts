import { keptChoice } from '../ui/kept-choice.ts';

const themes = ['dark', 'light', 'contrast'] as const;
export type Theme = (typeof themes)[number];

export const themeNames: Readonly<Record<Theme, string>> = {
  dark: 'Dark',
  light: 'Light',
  contrast: 'High contrast',
};

/** The theme this till was set to; before that, high contrast where the system asks for it, else dark. */
const choice = keptChoice<Theme>({
  storageKey: 'foyer:theme',
  parse: (kept) => {
    const asked = window.matchMedia('(prefers-contrast: more)').matches ? 'contrast' : 'dark';
    return themes.find((theme) => theme === kept) ?? asked;
  },
  apply: applyTheme,
});

export const { read: readTheme, keep: keepTheme, useValue: useTheme } = choice;

/** The theme on screen now. */
export function shownTheme(): Theme {
  const shown = document.documentElement.dataset['theme'];
  return themes.find((theme) => theme === shown) ?? 'dark';
}

export function applyTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
}
