/** Words in both languages. Keys are `feature.component.purpose`; numbers reach a sentence already formatted. */
import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Locale } from '../ui/format.ts';
import { en, zh } from './catalogue.ts';

type Bare<K extends string> = K extends `${infer Stem}_one` | `${infer Stem}_other` ? Stem : K;
export type Key = Bare<keyof typeof en>;
export type Params = Record<string, string | number>;
/** `count` picks the plural; the number that is shown is another parameter, formatted. */
export type T = (key: Key, params?: Params) => string;

export async function startI18n(locale: Locale): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: locale,
    fallbackLng: false,
    resources: { en: { translation: en }, 'zh-CN': { translation: zh } },
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    returnEmptyString: false,
  });
}

export const changeLanguage = (locale: Locale): Promise<unknown> => i18next.changeLanguage(locale);

export function useT(): T {
  const { t } = useTranslation();
  return t as unknown as T;
}

/** Words for a name from an open list (event kinds, attributes): the name itself when we have none. */
export function wordFor(
  t: T,
  group: 'kind' | 'contentKind' | 'facet' | 'value' | 'field' | 'entity' | 'option' | 'measure' | 'measureHint' | 'dimension',
  name: string,
): string {
  const key = `word.${group}.${name}` as Key;
  const word = t(key);
  if (word !== key) return word;
  // Kinds of posts come by their bare name too.
  return group === 'kind' && !name.startsWith('post:') && t(`word.kind.post:${name}` as Key) !== `word.kind.post:${name}`
    ? t(`word.kind.post:${name}` as Key)
    : name;
}

/** A member's attribute in words. Countries come as ISO codes; the runtime knows their names. */
export function attributeValue(t: T, locale: Locale, field: string, value: string): string {
  if (field !== 'country' || !/^[A-Z]{2}$/.test(value)) return wordFor(t, 'value', value);
  return new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' }).of(value) ?? value;
}

/** For code that is no component: palettes, menus, tests. */
export const fixedT = (locale: Locale): T => i18next.getFixedT(locale) as unknown as T;
