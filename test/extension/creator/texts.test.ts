import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { componentEn } from '../../../editor-extension/source/i18n/component.en';
import { componentZh } from '../../../editor-extension/source/i18n/component.zh';
import { en } from '../../../editor-extension/source/i18n/en';
import { zh } from '../../../editor-extension/source/i18n/zh';
import { root } from '../analysis/builds';

const extension = join(root, 'editor-extension');

/** Every script of the rooms that Creator loads. */
function scripts(): string[] {
  const rooms = ['editor', 'panels', 'inspector'].flatMap((room) =>
    readdirSync(join(extension, 'source', room), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(room, name)),
  );
  return ['main.ts', ...rooms].map((name) => readFileSync(join(extension, 'source', name), 'utf8'));
}

/** Keys by their quotes in scripts, and by their names in package.json. */
function usedKeys(): Set<string> {
  const manifest = readFileSync(join(extension, 'package.json'), 'utf8');
  const named = [...manifest.matchAll(/i18n:voice-recorder\.(\w+)/g)].map(([, key]) => key ?? '');
  const quoted = scripts().flatMap((text) => [...text.matchAll(/'(\w+)'/g)].map(([, key]) => key ?? ''));
  return new Set([...named, ...quoted]);
}

const holes = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();

describe('The texts of the extension in Creator', () => {
  it('are the same in every language, with the same values to fill in', () => {
    expect(Object.keys(zh)).toEqual(Object.keys(en));
    for (const [key, text] of Object.entries(en)) {
      expect(text.trim()).not.toBe('');
      expect([key, holes(zh[key as keyof typeof en])]).toEqual([key, holes(text)]);
    }
  });

  it('are all used, and none that is used is missing', () => {
    const used = usedKeys();
    expect(Object.keys(en).filter((key) => !used.has(key))).toEqual([]);
    const manifest = readFileSync(join(extension, 'package.json'), 'utf8');
    for (const [, key] of manifest.matchAll(/i18n:voice-recorder\.(\w+)/g)) expect(Object.keys(en)).toContain(key);
  });

  it('name the fields of the inspector as their labels do', () => {
    for (const [texts, { labels }] of [
      [en, componentEn],
      [zh, componentZh],
    ] as const) {
      expect(texts.remarkNothingToSave).toContain(labels['cycleTime']);
      expect(texts.remarkPhones).toContain(labels['maxBufferBytes']);
    }
  });

  it('are Chinese in Chinese', () => {
    const same = Object.entries(en).filter(([key, text]) => zh[key as keyof typeof en] === text);
    expect(same.map(([key]) => key)).toEqual(['title']);
    expect(Object.values(zh).filter((text) => !/[\u4e00-\u9fff]/.test(text))).toEqual(['VoiceRecorder']);
  });
});
