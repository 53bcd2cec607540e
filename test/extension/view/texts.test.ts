import { en } from '../../../editor-extension/source/view/i18n/en';
import { languageOf, languages, localeOf } from '../../../editor-extension/source/view/i18n/languages';
import { zh } from '../../../editor-extension/source/view/i18n/zh';
import { BINDINGS } from '../../../editor-extension/source/view/state/keys';

function leaves(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`));
}

/** Texts that are the same in both languages on purpose: names, units, signs. */
const SAME = /^\.(settings\.languages\..*|toolbar\.(speedOf|of)|sources\.ppm|compare\.(first|second)|badges\.finding)$/;

describe('Texts', () => {
  it('have the same keys in every language', () => {
    const keys = (texts: unknown) =>
      leaves(texts)
        .map(([key]) => key)
        .sort();
    for (const texts of Object.values(languages)) expect(keys(texts)).toEqual(keys(en));
  });

  it('are nowhere empty, and functions stay functions of as many values', () => {
    const chinese = new Map(leaves(zh));
    for (const [key, value] of leaves(en)) {
      const other = chinese.get(key);
      expect([key, typeof other]).toEqual([key, typeof value]);
      if (typeof value === 'string') expect([key, String(other).trim()]).not.toEqual([key, '']);
      if (typeof value === 'function' && typeof other === 'function')
        expect(other.length).toBeLessThanOrEqual(value.length);
    }
  });

  it('are translated', () => {
    const chinese = new Map(leaves(zh));
    const left = leaves(en).filter(
      ([key, value]) => typeof value === 'string' && chinese.get(key) === value && !SAME.test(key),
    );
    expect(left).toEqual([]);
  });

  it('keep no Latin punctuation between Chinese words', () => {
    const wrong = leaves(zh).filter(
      ([, value]) => typeof value === 'string' && /[\u4e00-\u9fff][,;:?!](?=[\u4e00-\u9fff]|$)/.test(value),
    );
    expect(wrong).toEqual([]);
  });

  it('name every command of the keyboard', () => {
    for (const { command, group } of BINDINGS) {
      expect(en.keys.commands[command]).toBeTruthy();
      expect(zh.keys.groups[group]).toBeTruthy();
    }
  });

  it('follow the first language of the browser that there is', () => {
    expect([languageOf(['de', 'zh-TW', 'en']), languageOf(['ZH-cn']), languageOf(['fr']), languageOf([])]).toEqual([
      'zh',
      'zh',
      'en',
      'en',
    ]);
    expect([localeOf('en', ['fr', 'en-GB']), localeOf('zh', ['en-US'])]).toEqual(['en-GB', 'zh-CN']);
  });
});
