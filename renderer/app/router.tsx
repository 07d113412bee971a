import { createHashHistory, createRootRoute, createRoute, createRouter, Navigate, useLocation } from '@tanstack/react-router';
import { ContentsPage } from '../features/contents/ContentsPage.tsx';
import { HistoryPage } from '../features/history/HistoryPage.tsx';
import { ImportPage } from '../features/import/ImportPage.tsx';
import { MemberPage } from '../features/members/MemberPage.tsx';
import { MembersPage } from '../features/members/MembersPage.tsx';
import { OverviewPage } from '../features/overview/OverviewPage.tsx';
import { SettingsPage } from '../features/settings/SettingsPage.tsx';
import { homeOf, PAGES } from './pages.ts';
import { usePrefs } from './prefs.ts';
import { Shell } from './Shell.tsx';
import { readSearch } from './search.ts';

const root = createRootRoute({
  component: Shell,
  validateSearch: readSearch,
  notFoundComponent: () => <Navigate to="/" search={{} as never} />,
});
const page = <P extends string>(path: P, component: () => React.ReactNode) =>
  createRoute({ getParentRoute: () => root, path, component });

const routes = root.addChildren([
  page('/', Home),
  page('/overview', OverviewPage),
  page('/members', MembersPage),
  page('/members/$memberNo', MemberPage),
  page('/contents', ContentsPage),
  page('/import', ImportPage),
  page('/history', HistoryPage),
  page('/settings', SettingsPage),
]);

export const router = createRouter({ routeTree: routes, history: createHashHistory(), defaultPreload: false });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

function Home() {
  const role = usePrefs((prefs) => prefs.role);
  const path = useLocation({ select: (location) => location.pathname });
  if (path !== '/') return null; // already on the way elsewhere: the old match is still drawn
  return <Navigate to={PAGES[homeOf(role)].to} search={{} as never} replace />;
}
