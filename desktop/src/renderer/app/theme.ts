import { useSyncExternalStore } from 'react';

const themes = ['dark', 'light', 'contrast'] as const;
export type Theme = (typeof themes)[number];

export const themeNames: Readonly<Record<Theme, string>> = {
  dark: 'Dark',
  light: 'Light',
  contrast: 'High contrast',
};

const storageKey = 'foyer:theme';
const listeners = new Set<() => void>();

/** The theme this till was set to; before that, high contrast where the system asks for it, else dark. */
export function readTheme(): Theme {
  const kept = localStorage.getItem(storageKey);
  const asked = window.matchMedia('(prefers-contrast: more)').matches ? 'contrast' : 'dark';
  return themes.find((theme) => theme === kept) ?? asked;
}

/** The theme on screen now. */
export function shownTheme(): Theme {
  const shown = document.documentElement.dataset['theme'];
  return themes.find((theme) => theme === shown) ?? 'dark';
}

export function applyTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
}

export function keepTheme(theme: Theme): void {
  localStorage.setItem(storageKey, theme);
  applyTheme(theme);
  for (const listener of listeners) listener();
}

/** The same wherever it is shown. */
export function useTheme(): Theme {
  return useSyncExternalStore(follow, readTheme);
}

function follow(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
