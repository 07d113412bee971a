import './client/key.ts';

import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import 'dayjs/locale/zh-cn';
import './theme/tokens.css';
import './theme/mantine.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { usePrefs } from './app/prefs.ts';
import { startI18n } from './i18n/t.ts';

// The scroll lock of dialogs adds a style element too; it reads the nonce from here.
(globalThis as { __webpack_nonce__?: string }).__webpack_nonce__ =
  document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

await startI18n(usePrefs.getState().locale);
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
