import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { voiceMatchers } from '../../assets/scripts/testing';
import type { Expectation, HeardCapture } from '../../assets/scripts/testing';
import { CaptureFiles } from '../../assets/scripts/testing/node/CaptureFiles';

/** A sound of a capture, later ones over earlier ones; seconds, and a peak of 16-bit samples. */
interface Part {
  readonly is: 'tone' | 'noise' | 'nothing';
  readonly from: number;
  readonly to: number;
  readonly hz?: number;
  readonly peak?: number;
}

interface Case {
  readonly name: string;
  readonly capture: string;
  readonly matcher: string;
  readonly arguments: readonly unknown[];
  readonly expectation: Expectation;
  readonly pass: boolean;
  readonly expected: string;
  readonly message: string;
}

interface Table {
  readonly captures: Readonly<Record<string, { readonly seconds: number; readonly parts: readonly Part[] }>>;
  readonly cases: readonly Case[];
}

type Matcher = (
  this: { isNot: boolean; currentTestName: string },
  heard: unknown,
  ...given: readonly unknown[]
) => Promise<{ pass: boolean; message: () => string }>;

jest.setTimeout(60_000);

const RATE = 48000;
/** The same table is read by the tests of C#: test/unity/tests/Listening. */
const table = JSON.parse(readFileSync(join(__dirname, 'sentences.json'), 'utf8')) as Table;
const folder = mkdtempSync(join(tmpdir(), 'vr-sentences-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function sounding(seconds: number, parts: readonly Part[]): Int16Array {
  const samples = new Int16Array(seconds * RATE);
  for (const { is, from, to, hz = 0, peak = 0 } of parts) {
    let seed = 1;
    for (let frame = Math.round(from * RATE); frame < Math.round(to * RATE); frame++) {
      seed = (seed * 48271) % 2147483647;
      const sine = Math.round(peak * Math.sin((2 * Math.PI * hz * frame) / RATE));
      const tone = Math.max(-32768, Math.min(32767, sine));
      samples[frame] = is === 'tone' ? tone : is === 'noise' ? (seed % (2 * peak + 1)) - peak : 0;
    }
  }
  return samples;
}

function wav(samples: Int16Array): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + samples.byteLength, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(RATE, 24);
  header.writeUInt32LE(2 * RATE, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(samples.byteLength, 40);
  return Buffer.concat([header, Buffer.from(samples.buffer)]);
}

const captures = new Map<string, HeardCapture>();
beforeAll(async () => {
  for (const [name, { seconds, parts }] of Object.entries(table.captures)) {
    const filePath = join(folder, `${name}.wav`);
    writeFileSync(filePath, wav(sounding(seconds, parts)));
    const files = { folder: { path: folder, remove: () => undefined }, filePath, artifacts: join(folder, 'kept') };
    captures.set(name, await CaptureFiles.open({ ...files, encryptionKey: undefined }));
  }
});
afterAll(() => captures.forEach((capture) => capture.discard()));

describe('the same sentences in every language', () => {
  test.each(table.cases)('$name', async ({ name, capture, matcher, arguments: given, ...told }) => {
    const heard = captures.get(capture);
    if (heard === undefined) throw new Error(`no capture ${capture}`);
    const asked: Expectation[] = [];
    const listening: HeardCapture = {
      filePath: heard.filePath,
      durationSeconds: heard.durationSeconds,
      listen: (expectations) => {
        asked.push(...expectations);
        return heard.listen(expectations);
      },
      keep: (test) => heard.keep(test),
      discard: () => undefined,
    };
    const isNot = matcher.startsWith('not.');
    const matchers: Readonly<Record<string, unknown>> = voiceMatchers;
    const match = matchers[isNot ? matcher.slice('not.'.length) : matcher] as Matcher;
    const { pass, message } = await match.call({ isNot, currentTestName: name }, listening, ...given);
    expect(pass !== isNot).toBe(told.pass);
    expect(asked).toEqual([told.expectation]);
    const [expected, heardInstead, ...kept] = message().split('\n');
    expect(expected).toBe(`expected ${told.expected}`);
    expect(heardInstead).toBe(told.message);
    expect(kept.length > 0).toBe(!told.pass);
  });
});
