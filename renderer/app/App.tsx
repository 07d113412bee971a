import { MantineProvider } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { queryClient } from '../client/engine.ts';
import { changeLanguage } from '../i18n/t.ts';
import { mantineTheme } from '../theme/mantine.ts';
import { usePrefs } from './prefs.ts';
import { router } from './router.tsx';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

export function App() {
  const { locale, theme } = usePrefs();
  useEffect(() => {
    document.documentElement.lang = locale;
    void changeLanguage(locale);
  }, [locale]);
  return (
    <MantineProvider
      theme={mantineTheme}
      getStyleNonce={() => nonce}
      colorSchemeManager={prefsScheme}
      defaultColorScheme="auto"
      {...(theme === 'auto' ? {} : { forceColorScheme: theme })}
    >
      <DatesProvider settings={{ locale: locale === 'en' ? 'en' : 'zh-cn', firstDayOfWeek: 1, weekendDays: [] }}>
        <QueryClientProvider client={queryClient}>
          <Notifications position="bottom-right" limit={4} />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </DatesProvider>
    </MantineProvider>
  );
}

/** The choice lives in our own preferences; Mantine only follows. */
const prefsScheme = {
  get: () => usePrefs.getState().theme,
  set: () => {},
  subscribe: () => {},
  unsubscribe: () => {},
  clear: () => {},
};
