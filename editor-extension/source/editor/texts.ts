import type { ExtensionTexts } from '../i18n/en';
import { EXTENSION } from '../shared/creator';

export type TextKey = keyof ExtensionTexts;

/** A text in the editor's language, with what stands in its braces. */
export function say(key: TextKey, values: Readonly<Record<string, string | number>> = {}): string {
  const text = Editor.I18n.t(`${EXTENSION}.${key}`);
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}

/** Texts of the engine and of components may be keys of translations. */
export function translated(text: string): string {
  return text.startsWith('i18n:') ? Editor.I18n.t(text.slice('i18n:'.length)) || text : text;
}
