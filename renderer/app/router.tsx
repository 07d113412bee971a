import { createHashHistory, createRootRoute, createRoute, createRouter, Navigate, useLocation } from '@tanstack/react-router';
import { AnswersPage } from '../features/answers/AnswersPage.tsx';
import { BoardPage } from '../features/board/BoardPage.tsx';
import { ClustersPage } from '../features/clusters/ClustersPage.tsx';
import { ContentsPage } from '../features/contents/ContentsPage.tsx';
import { FunnelsPage } from '../features/funnels/FunnelsPage.tsx';
import { HistoryPage } from '../features/history/HistoryPage.tsx';
import { ImportPage } from '../features/import/ImportPage.tsx';
import { LexiconPage } from '../features/lexicon/LexiconPage.tsx';
import { LifecyclePage } from '../features/lifecycle/LifecyclePage.tsx';
import { MemberPage } from '../features/members/MemberPage.tsx';
import { MembersPage } from '../features/members/MembersPage.tsx';
import { MovedPage } from '../features/moved/MovedPage.tsx';
import { NetworkPage } from '../features/network/NetworkPage.tsx';
import { OverviewPage } from '../features/overview/OverviewPage.tsx';
import { PathsPage } from '../features/paths/PathsPage.tsx';
import { ProfilesPage } from '../features/profiles/ProfilesPage.tsx';
import { RetentionPage } from '../features/retention/RetentionPage.tsx';
import { RfmPage } from '../features/rfm/RfmPage.tsx';
import { RiskPage } from '../features/risk/RiskPage.tsx';
import { SegmentsPage } from '../features/segments/SegmentsPage.tsx';
import { SettingsPage } from '../features/settings/SettingsPage.tsx';
import { SurveysPage } from '../features/surveys/SurveysPage.tsx';
import { TextsPage } from '../features/texts/TextsPage.tsx';
import { ValuePage } from '../features/value/ValuePage.tsx';
import { VoicePage } from '../features/voice/VoicePage.tsx';
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
  page('/segments', SegmentsPage),
  page('/retention', RetentionPage),
  page('/lifecycle', LifecyclePage),
  page('/funnels', FunnelsPage),
  page('/paths', PathsPage),
  page('/clusters', ClustersPage),
  page('/network', NetworkPage),
  page('/rfm', RfmPage),
  page('/risk', RiskPage),
  page('/moved', MovedPage),
  page('/profiles', ProfilesPage),
  page('/answers', AnswersPage),
  page('/value', ValuePage),
  page('/voice', VoicePage),
  page('/texts', TextsPage),
  page('/board', BoardPage),
  page('/lexicon', LexiconPage),
  page('/surveys', SurveysPage),
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
