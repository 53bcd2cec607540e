import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { complaintsOf, optionsOf } from '../support/complaintsOf';

jest.setTimeout(60_000);

const root = resolve(__dirname, '../..');
const page = readFileSync(join(root, 'README.md'), 'utf8');
const blocks = [...page.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map((match) => String(match[1]));

/** What the game around the snippets has. */
const AROUND = `
declare function onMicrophone(listener: (samples: Int16Array) => void): void;
declare function onKeyDown(listener: (key: string) => void): void;
declare function onFrame(listener: () => void): void;
declare function showToast(text: string): void;
declare function log(text: string): void;
declare const key: Uint8Array;
declare const ann: { mute(): void };
`;
const RECORDER = `import type { VoiceRecorder } from './assets/scripts/index';\ndeclare const recorder: VoiceRecorder;\n`;

const COMPONENT = 'assets/scripts/component/tsconfig.json';
/** The extension's mounted assets, as a game in Cocos Creator imports them. */
const MOUNT = { 'db://voice-recorder/*': ['./assets/*'] };

function isOfCocos(block: string): boolean {
  return block.includes("'db://voice-recorder/");
}

function isOfTests(block: string): boolean {
  return block.includes("'./assets/scripts/testing'");
}

describe('The code of the README', () => {
  test('compiles, and a call that is not there would be seen', () => {
    expect(blocks.length).toBeGreaterThanOrEqual(3);
    const whole = blocks
      .filter((block) => !isOfCocos(block) && !isOfTests(block))
      .map((block) => {
        const head = block.includes('const recorder =') ? '' : RECORDER;
        return `${head}${block}${AROUND}export {};`;
      });
    const unknown = `${RECORDER}recorder.recoverAll();`;
    const options = { ...optionsOf(join(root, 'tsconfig.json')), noUnusedLocals: false };
    expect(complaintsOf(root, [...whole, unknown], options)).toEqual([
      expect.stringContaining(`${whole.length + 1}: Property 'recoverAll' does not exist`),
    ]);
  });

  test('compiles in tests, and a matcher that is not there would be seen', () => {
    const whole = blocks.filter(isOfTests).map((block) => `${RECORDER}${block}${AROUND}`);
    expect(whole).toHaveLength(1);
    const unknown = `${whole[0]}void expect(1).toHearSpeach();`;
    const options = optionsOf(join(root, 'assets/scripts/testing/tsconfig.json'));
    expect(complaintsOf(root, [...whole, unknown], options)).toEqual([
      expect.stringContaining("2: Property 'toHearSpeach' does not exist"),
    ]);
  });

  test('compiles for Cocos Creator, too', () => {
    const whole = blocks.filter(isOfCocos).map((block) => `${block}${AROUND}`);
    expect(whole).toHaveLength(1);
    const unknown = `${whole[0]}recorder?.recoverAll();`;
    const options = { ...optionsOf(join(root, COMPONENT)), paths: MOUNT, pathsBasePath: root };
    expect(complaintsOf(root, [...whole, unknown], options)).toEqual([
      expect.stringContaining("2: Property 'recoverAll' does not exist"),
    ]);
  });
});
