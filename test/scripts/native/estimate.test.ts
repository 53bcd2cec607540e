import { nodePuertsBridge as bridge } from '../../../assets/scripts/bridge/nodePuerts';
import { estimateCost } from '../../../assets/scripts/config/estimate';
import { create, options, task, temporaryFolder } from './support';

const folder = temporaryFolder();
const KEY = new Uint8Array(32);

/** Every combination of a list of choices. */
function combinations<T extends object>(choices: { [K in keyof T]: readonly T[K][] }): T[] {
  return (Object.keys(choices) as (keyof T)[]).reduce<T[]>(
    (all, name) => all.flatMap((one) => choices[name].map((value) => ({ ...one, [name]: value }))),
    [{} as T],
  );
}

const tasks = combinations({
  sampleRate: [16000, 32000, 44100, 48000],
  quality: [0, 1, 2],
  cycleTime: [0, 1, 60, 3600],
  shape: ['mono', 'stereo', 'split'] as const,
  tracks: [0, 1],
  durability: [0, -1],
}).map(({ shape, ...rest }) => ({ ...rest, channels: shape === 'mono' ? 1 : 2, layout: shape === 'split' ? 1 : 0 }));

describe.each([
  ['in memory', ''],
  ['on disk', folder],
])('the estimate without a plugin, %s', (_, recoveryFolder) => {
  test.each([
    ['wav', new Uint8Array(0)],
    ['aac', new Uint8Array(0)],
    ['aac', KEY],
    ['AAC', new Uint8Array(0)],
    ['ogg', new Uint8Array(0)],
  ])('is what the plugin says of .%s', (suffix, encryptionKey) => {
    const around = options(folder, { recoveryFolder, maxSources: 5, maxTracks: 3, maxBufferBytes: 2 ** 40 });
    const recorder = create(bridge, around);
    let compared = 0;
    for (const more of tasks) {
      const config = task(`${folder}/voice.${suffix}`, { ...more, encryptionKey });
      const { status, bufferBytes, ...exact } = recorder.estimate(config);
      const mine = estimateCost(config, around);
      expect({ status, config, ...exact }).toEqual({
        ...{ status: 0, config },
        ...{ fileBytes: mine.fileBytes, bytesPerSecond: mine.bytesPerSecond, ringBytes: mine.ringBytes },
      });
      expect(Math.abs(mine.bufferBytes - bufferBytes)).toBeLessThan(2048 + bufferBytes / 1000);
      compared += 1;
    }
    expect(compared).toBe(tasks.length);
    recorder.destroy();
  });
});
