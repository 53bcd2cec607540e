import { en } from './en';
import type { Texts } from './texts';
import { zh } from './zh';

export const languages = { en, zh } as const satisfies Record<string, Texts>;
export type Language = keyof typeof languages;
export const LANGUAGES = Object.keys(languages) as Language[];

/** BCP 47 tags, for Intl and for `lang`. A browser's own tag keeps its region: dates differ between en-GB and en-US. */
const TAGS: Record<Language, string> = { en: 'en', zh: 'zh-CN' };

export const isLanguage = (text: unknown): text is Language => LANGUAGES.some((language) => language === text);

/** The first of the browser's languages that the page has; English else. */
export function languageOf(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const base = tag.toLowerCase().split('-')[0];
    if (isLanguage(base)) return base;
  }
  return 'en';
}

export function localeOf(language: Language, preferred: readonly string[]): string {
  return preferred.find((tag) => tag.toLowerCase().split('-')[0] === language) ?? TAGS[language];
}
