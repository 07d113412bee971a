/** What a person chose on this machine: kept in the window's storage, no part of a workspace. */
import { create } from 'zustand';
import type { Locale } from '../ui/format.ts';

export type ThemeChoice = 'auto' | 'light' | 'dark';
export type Role = 'manager' | 'planner' | 'moderator';
export const ROLES: readonly Role[] = ['manager', 'planner', 'moderator'];

export interface Prefs {
  locale: Locale;
  theme: ThemeChoice;
  role: Role;
  isRailFolded: boolean;
}

const SLOT = 'hearth-prefs';

export const usePrefs = create<Prefs & { set(change: Partial<Prefs>): void }>()((set, get) => ({
  ...readPrefs(),
  set: (change) => {
    set(change);
    const { locale, theme, role, isRailFolded } = get();
    localStorage.setItem(SLOT, JSON.stringify({ locale, theme, role, isRailFolded }));
  },
}));

function readPrefs(): Prefs {
  const system: Locale = navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
  const defaults: Prefs = { locale: system, theme: 'auto', role: 'manager', isRailFolded: false };
  try {
    return { ...defaults, ...(JSON.parse(localStorage.getItem(SLOT) ?? '{}') as Partial<Prefs>) };
  } catch {
    return defaults;
  }
}
