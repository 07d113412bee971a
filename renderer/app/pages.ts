/** The pages, their groups and their letters: one list for the rail, the palette, the keys and the router. */
import {
  BellRing,
  BookOpen,
  CalendarSync,
  ClipboardList,
  Coins,
  Filter,
  Funnel,
  Gem,
  GitCompareArrows,
  History,
  IdCard,
  Languages,
  LayoutDashboard,
  type LucideIcon,
  MessageCircleQuestionMark,
  MessagesSquare,
  RefreshCcw,
  Settings,
  Shapes,
  Share2,
  SquareKanban,
  TextSearch,
  Upload,
  Users,
  Waypoints,
} from 'lucide-react';
import type { Role } from './prefs.ts';

export const PAGES = {
  overview: { to: '/overview', group: 'understand', letter: 'o', icon: LayoutDashboard, isScoped: true },
  members: { to: '/members', group: 'understand', letter: 'm', icon: Users, isScoped: true },
  moved: { to: '/moved', group: 'understand', letter: 'd', icon: GitCompareArrows, isScoped: false },
  profiles: { to: '/profiles', group: 'understand', letter: 'b', icon: IdCard, isScoped: true },
  segments: { to: '/segments', group: 'understand', letter: 'e', icon: Filter, isScoped: false },
  clusters: { to: '/clusters', group: 'understand', letter: 'k', icon: Shapes, isScoped: true },
  rfm: { to: '/rfm', group: 'understand', letter: 'v', icon: Gem, isScoped: true },
  risk: { to: '/risk', group: 'understand', letter: 'a', icon: BellRing, isScoped: true },
  retention: { to: '/retention', group: 'understand', letter: 'r', icon: CalendarSync, isScoped: true },
  lifecycle: { to: '/lifecycle', group: 'understand', letter: 'l', icon: RefreshCcw, isScoped: true },
  funnels: { to: '/funnels', group: 'understand', letter: 'f', icon: Funnel, isScoped: true },
  paths: { to: '/paths', group: 'understand', letter: 'p', icon: Waypoints, isScoped: true },
  network: { to: '/network', group: 'understand', letter: 'n', icon: Share2, isScoped: true },
  answers: { to: '/answers', group: 'understand', letter: 'q', icon: MessageCircleQuestionMark, isScoped: true },
  value: { to: '/value', group: 'understand', letter: 'w', icon: Coins, isScoped: true },
  contents: { to: '/contents', group: 'understand', letter: 'c', icon: BookOpen, isScoped: false },
  board: { to: '/board', group: 'listen', letter: 'j', icon: SquareKanban, isScoped: false },
  voice: { to: '/voice', group: 'listen', letter: 'y', icon: MessagesSquare, isScoped: true },
  lexicon: { to: '/lexicon', group: 'listen', letter: 'x', icon: Languages, isScoped: false },
  texts: { to: '/texts', group: 'listen', letter: 't', icon: TextSearch, isScoped: true },
  surveys: { to: '/surveys', group: 'listen', letter: 'u', icon: ClipboardList, isScoped: true },
  import: { to: '/import', group: 'data', letter: 'i', icon: Upload, isScoped: false },
  history: { to: '/history', group: 'data', letter: 'h', icon: History, isScoped: false },
  settings: { to: '/settings', group: 'data', letter: 's', icon: Settings, isScoped: false },
} as const satisfies Record<
  string,
  { to: string; group: 'understand' | 'listen' | 'data'; letter: string; icon: LucideIcon; isScoped: boolean }
>;

export type PageName = keyof typeof PAGES;
export type GroupName = 'understand' | 'listen' | 'data';
export const PAGE_NAMES = Object.keys(PAGES) as PageName[];

/** What each role looks at first. The first entry is its home. */
const UNDERSTAND: Record<Role, PageName[]> = {
  manager: [
    'overview',
    'moved',
    'members',
    'profiles',
    'segments',
    'clusters',
    'rfm',
    'risk',
    'retention',
    'lifecycle',
    'funnels',
    'paths',
    'network',
    'answers',
    'value',
    'contents',
  ],
  planner: [
    'overview',
    'segments',
    'funnels',
    'paths',
    'retention',
    'lifecycle',
    'value',
    'rfm',
    'clusters',
    'risk',
    'members',
    'profiles',
    'network',
    'answers',
    'moved',
    'contents',
  ],
  moderator: [
    'members',
    'answers',
    'network',
    'contents',
    'overview',
    'moved',
    'profiles',
    'segments',
    'clusters',
    'rfm',
    'risk',
    'retention',
    'lifecycle',
    'funnels',
    'paths',
    'value',
  ],
};

const LISTEN: PageName[] = ['voice', 'texts', 'surveys', 'board', 'lexicon'];

export function groupsFor(role: Role): { group: GroupName; pages: PageName[] }[] {
  return [
    { group: 'understand', pages: UNDERSTAND[role] },
    { group: 'listen', pages: LISTEN },
    { group: 'data', pages: ['import', 'history', 'settings'] },
  ];
}

export const homeOf = (role: Role): PageName => UNDERSTAND[role][0]!;

/** These work without an open workspace. */
export const isFree = (path: string): boolean => path === '/import' || path === '/settings';

export const pageAt = (path: string): PageName | null =>
  PAGE_NAMES.find((name) => path === PAGES[name].to || path.startsWith(`${PAGES[name].to}/`)) ?? null;
