import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { COCOS_SIGNATURES } from '../../assets/scripts/bridge/checkedCocos';
import type { CocosNative } from '../../assets/scripts/bridge/cocosNative';
import { loadNative } from '../../assets/scripts/bridge/nodeAddon';

const RATE_HZ = 48000;
const BLOCK_FRAMES = 480;
const OK = 0;
const NOT_FOUND = 30005;

/** The plugin with what a test does in the place of its threads. */
export interface RealPlugin extends CocosNative {
  /** The tones that sound push what they owe up to now. */
  sound(): void;
  /** What the glue does when the script engine ends: recorders without a name end with it. */
  endScript(): void;
  /** Every recorder ends. */
  end(): void;
}

interface Tone {
  readonly recorder: number;
  readonly frequencyHz: number;
  readonly amplitude: number;
  sentMs: number;
  frame: number;
}

/**
 * The class that the glue of Cocos Creator installs, over the real plugin as Node has it: what the glue adds of its own
 * (names, folders, the tone) is done here, on the clock of the recorder.
 */
export function realPlugin(dataFolder: string): RealPlugin {
  const node = loadNative() as unknown as Record<string, unknown> & CocosNative;
  const names = new Map<string, number>();
  const live = new Set<number>();
  const tones = new Map<number, Tone>();
  let found = 0;

  const end = (recorder: number): void => {
    node.Destroy(recorder);
    live.delete(recorder);
    for (const [name, each] of names) if (each === recorder) names.delete(name);
    for (const [source, tone] of tones) if (tone.recorder === recorder) tones.delete(source);
  };
  const added: Partial<RealPlugin> = {
    Create(...args) {
      const status = node.Create(...args);
      if (status === OK) live.add(node.LastId());
      found = 0;
      return status;
    },
    LastId: () => (found > 0 ? found : node.LastId()),
    SetName: (recorder, name) => (names.set(name, recorder), OK),
    Adopt(name) {
      found = names.get(name) ?? 0;
      return found > 0 ? OK : NOT_FOUND;
    },
    Destroy: end,
    DefaultMaxBufferBytes: () => 256 << 20,
    DefaultCapturesFolder: () => join(dataFolder, 'captures'),
    PrepareFolder: (path) => void mkdirSync(path, { recursive: true }),
    OpenSource(...args) {
      found = 0;
      return node.OpenSource(...args);
    },
    OpenTestTone(recorder, kind, userId, label, frequencyHz, levelDbfs) {
      found = 0;
      const status = node.OpenSource(recorder, kind, userId, label);
      const amplitude = 32767 * 10 ** (levelDbfs / 20);
      const tone = { recorder, frequencyHz, amplitude, sentMs: node.NowMs(recorder), frame: 0 };
      if (status === OK) tones.set(node.LastId(), tone);
      return status;
    },
    CloseSource(source) {
      tones.delete(source);
      return node.CloseSource(source);
    },
    sound() {
      for (const [source, tone] of tones) push(node, source, tone);
    },
    endScript() {
      const named = new Set(names.values());
      for (const recorder of [...live]) if (!named.has(recorder)) end(recorder);
    },
    end: () => [...live].forEach(end),
  };
  const all = Object.keys(COCOS_SIGNATURES).map((name) => [name, node[name]]);
  return { ...Object.fromEntries(all), ...added } as RealPlugin;
}

function push(node: CocosNative, source: number, tone: Tone): void {
  const nowMs = node.NowMs(tone.recorder);
  for (; tone.sentMs + 10 <= nowMs; tone.sentMs += 10) {
    const block = Int16Array.from({ length: BLOCK_FRAMES }, () =>
      Math.round(tone.amplitude * Math.sin((2 * Math.PI * tone.frequencyHz * tone.frame++) / RATE_HZ)),
    );
    node.Push(source, block, BLOCK_FRAMES, 0, RATE_HZ, 1, tone.sentMs);
  }
}
