/** What is remembered from one visit to the next. A host without storage forgets, and nothing else. */
import { computed, effect, signal } from '@preact/signals';
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { Theme } from '../engine';
import { isLanguage, languageOf, languages, localeOf } from '../i18n/languages';
import type { Language } from '../i18n/languages';
import type { Texts } from '../i18n/texts';
import { createFormat } from './format';
import type { Format } from './format';

export type ThemeChoice = 'system' | Theme;
export const THEMES: readonly ThemeChoice[] = ['system', 'light', 'dark'];

/** As localStorage is; either call may throw. */
export interface Store {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** What the browser prefers. */
export interface Surroundings {
  languages: readonly string[];
  darkPreferred: ReadonlySignal<boolean>;
  reducedMotion: ReadonlySignal<boolean>;
}

interface Kept {
  theme: ThemeChoice;
  language: Language | null;
  listCollapsed: boolean;
  lowerHeight: number | null;
  lowerHidden: boolean;
  singleKeys: boolean;
  spectrogram: boolean;
  loudness: boolean;
  normalise: boolean;
}

const KEY = 'voice-recorder.viewer';

export function safely(store: Store | null): Store {
  const attempt = <T>(call: () => T, otherwise: T): T => {
    try {
      return call();
    } catch {
      return otherwise;
    }
  };
  return {
    getItem: (key) => attempt(() => store?.getItem(key) ?? null, null),
    setItem: (key, value) => attempt(() => store?.setItem(key, value), undefined),
    removeItem: (key) => attempt(() => store?.removeItem(key), undefined),
  };
}

export function readKept(text: string | null): Kept {
  let given: Partial<Record<keyof Kept, unknown>> = {};
  try {
    const parsed: unknown = JSON.parse(text ?? '{}');
    if (typeof parsed === 'object' && parsed !== null) given = parsed;
  } catch {
    // What cannot be read is as good as what was never written.
  }
  const height = given.lowerHeight;
  return {
    theme: THEMES.find((theme) => theme === given.theme) ?? 'system',
    language: isLanguage(given.language) ? given.language : null,
    listCollapsed: given.listCollapsed === true,
    lowerHeight: typeof height === 'number' && height >= 80 && height <= 4000 ? height : null,
    lowerHidden: given.lowerHidden === true,
    singleKeys: given.singleKeys !== false,
    spectrogram: given.spectrogram === true,
    loudness: given.loudness === true,
    normalise: given.normalise === true,
  };
}

export class Settings {
  readonly themeChoice: Signal<ThemeChoice>;
  readonly language: Signal<Language>;
  readonly listCollapsed: Signal<boolean>;
  /** CSS pixels; null: as high as what is in it. */
  readonly lowerHeight: Signal<number | null>;
  readonly lowerHidden: Signal<boolean>;
  readonly singleKeys: Signal<boolean>;
  readonly spectrogram: Signal<boolean>;
  readonly loudness: Signal<boolean>;
  readonly normalise: Signal<boolean>;
  readonly theme: ReadonlySignal<Theme>;
  readonly locale: ReadonlySignal<string>;
  readonly texts: ReadonlySignal<Texts>;
  readonly format: ReadonlySignal<Format>;
  readonly dispose: () => void;

  constructor(
    readonly store: Store,
    readonly surroundings: Surroundings,
  ) {
    const kept = readKept(store.getItem(KEY));
    this.themeChoice = signal(kept.theme);
    this.language = signal(kept.language ?? languageOf(surroundings.languages));
    this.listCollapsed = signal(kept.listCollapsed);
    this.lowerHeight = signal(kept.lowerHeight);
    this.lowerHidden = signal(kept.lowerHidden);
    this.singleKeys = signal(kept.singleKeys);
    this.spectrogram = signal(kept.spectrogram);
    this.loudness = signal(kept.loudness);
    this.normalise = signal(kept.normalise);
    this.theme = computed(() => {
      if (this.themeChoice.value !== 'system') return this.themeChoice.value;
      return surroundings.darkPreferred.value ? 'dark' : 'light';
    });
    this.locale = computed(() => localeOf(this.language.value, surroundings.languages));
    this.texts = computed(() => languages[this.language.value]);
    this.format = computed(() => createFormat(this.locale.value));
    this.dispose = this.keep(kept.language);
  }

  /** The language is remembered once it was chosen; until then it follows the browser. */
  private keep(remembered: Language | null): () => void {
    const first = this.language.peek();
    let chosen = remembered;
    return effect(() => {
      if (this.language.value !== first) chosen = this.language.value;
      else if (chosen !== null) chosen = first;
      const kept: Kept = {
        theme: this.themeChoice.value,
        language: chosen,
        listCollapsed: this.listCollapsed.value,
        lowerHeight: this.lowerHeight.value,
        lowerHidden: this.lowerHidden.value,
        singleKeys: this.singleKeys.value,
        spectrogram: this.spectrogram.value,
        loudness: this.loudness.value,
        normalise: this.normalise.value,
      };
      this.store.setItem(KEY, JSON.stringify(kept));
    });
  }
}
