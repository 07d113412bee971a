/** The pages, their groups and their letters: one list for the rail, the palette, the keys and the router. */
import { BookOpen, History, LayoutDashboard, type LucideIcon, Settings, Upload, Users } from 'lucide-react';
import type { Role } from './prefs.ts';

export const PAGES = {
  overview: { to: '/overview', group: 'understand', letter: 'o', icon: LayoutDashboard, isScoped: true },
  members: { to: '/members', group: 'understand', letter: 'm', icon: Users, isScoped: true },
  contents: { to: '/contents', group: 'understand', letter: 'c', icon: BookOpen, isScoped: false },
  import: { to: '/import', group: 'data', letter: 'i', icon: Upload, isScoped: false },
  history: { to: '/history', group: 'data', letter: 'h', icon: History, isScoped: false },
  settings: { to: '/settings', group: 'data', letter: 's', icon: Settings, isScoped: false },
} as const satisfies Record<
  string,
  { to: string; group: 'understand' | 'data'; letter: string; icon: LucideIcon; isScoped: boolean }
>;

export type PageName = keyof typeof PAGES;
export type GroupName = (typeof PAGES)[PageName]['group'];
export const PAGE_NAMES = Object.keys(PAGES) as PageName[];

/** What each role looks at first. The first entry is its home. */
const UNDERSTAND: Record<Role, PageName[]> = {
  manager: ['overview', 'members', 'contents'],
  planner: ['overview', 'contents', 'members'],
  moderator: ['members', 'contents', 'overview'],
};

export function groupsFor(role: Role): { group: GroupName; pages: PageName[] }[] {
  return [
    { group: 'understand', pages: UNDERSTAND[role] },
    { group: 'data', pages: ['import', 'history', 'settings'] },
  ];
}

export const homeOf = (role: Role): PageName => UNDERSTAND[role][0]!;

/** These work without an open workspace. */
export const isFree = (path: string): boolean => path === '/import' || path === '/settings';

export const pageAt = (path: string): PageName | null =>
  PAGE_NAMES.find((name) => path === PAGES[name].to || path.startsWith(`${PAGES[name].to}/`)) ?? null;
