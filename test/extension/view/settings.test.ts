import { signal } from '@preact/signals';
import { Settings, readKept, safely } from '../../../editor-extension/source/view/state/settings';
import { MemoryStore } from '../support/MemoryStore';

const surroundings = (languages: string[] = ['en-GB'], dark = false) => ({
  ...{ languages, darkPreferred: signal(dark), reducedMotion: signal(false) },
});

describe('Settings', () => {
  it('follow the browser until somebody chooses', () => {
    const store = new MemoryStore();
    const first = new Settings(store, surroundings(['zh-CN'], true));
    expect([first.language.value, first.locale.value, first.theme.value, first.texts.value.appName]).toEqual([
      'zh',
      'zh-CN',
      'dark',
      '语音录音',
    ]);
    first.dispose();
    expect(new Settings(store, surroundings(['en'])).language.value).toBe('en');
  });

  it('remember what was chosen', () => {
    const store = new MemoryStore();
    const first = new Settings(store, surroundings(['zh-CN']));
    first.language.value = 'en';
    first.themeChoice.value = 'dark';
    first.lowerHeight.value = 333;
    first.lowerHidden.value = true;
    first.singleKeys.value = false;
    first.dispose();
    const second = new Settings(store, surroundings(['zh-CN']));
    expect(second.lowerHidden.value).toBe(true);
    expect([second.language.value, second.theme.value, second.lowerHeight.value, second.singleKeys.value]).toEqual([
      'en',
      'dark',
      333,
      false,
    ]);
  });

  it('change language and formats without a reload', () => {
    const settings = new Settings(new MemoryStore(), surroundings());
    expect(settings.format.value.duration(900)).toBe('15 mins');
    settings.language.value = 'zh';
    expect([settings.format.value.duration(900), settings.locale.value]).toEqual(['15分钟', 'zh-CN']);
  });

  it('follow the system while the appearance is left to it', () => {
    const around = surroundings();
    const settings = new Settings(new MemoryStore(), around);
    around.darkPreferred.value = true;
    expect(settings.theme.value).toBe('dark');
    settings.themeChoice.value = 'light';
    expect(settings.theme.value).toBe('light');
  });

  it.each(['', 'null', '[]', '{"theme":"pink","language":"fr","lowerHeight":-1}', '{'])(
    'take anything that was stored: %s',
    (text) => {
      expect(readKept(text)).toMatchObject({
        theme: 'system',
        language: null,
        lowerHeight: null,
        lowerHidden: false,
        singleKeys: true,
      });
    },
  );

  it('work where nothing can be stored', () => {
    const broken = {
      getItem: () => {
        throw new Error('no');
      },
      setItem: () => {
        throw new Error('no');
      },
      removeItem: () => {
        throw new Error('no');
      },
    };
    for (const store of [safely(broken), safely(null)]) {
      const settings = new Settings(store, surroundings());
      settings.listCollapsed.value = true;
      expect(settings.listCollapsed.value).toBe(true);
    }
  });
});
