import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { registerBridge } from '../../assets/scripts/bridge/registry';
import { FakeBridge } from '../../assets/scripts/testing/fakes/FakeBridge';
import { Game } from '../../samples/webrtc-room/game';
import type { AudioBlock } from '../../samples/webrtc-room/game';
import { root } from './support';

const settings = { capturesFolder: '/captures', recoveryFolder: '/captures/recovery', lastSeconds: 10 };

function setUp() {
  const bridge = new FakeBridge();
  registerBridge(bridge);
  let listener: (userId: string, block: AudioBlock) => void = () => undefined;
  const room = {
    roomId: 'lobby',
    localUserId: 'me',
    remoteUserIds: ['ann', 'bob'],
    onAudio: (wanted: typeof listener) => (listener = wanted),
  };
  const game = new Game(room, settings);
  const { recorder } = bridge;
  const callsOf = (name: string) => recorder.calls.filter((call) => call.name === name).map((call) => call.args);
  return {
    game,
    recorder,
    bridge,
    room,
    callsOf,
    hear: (userId: string, block: AudioBlock) => listener(userId, block),
  };
}

describe('GameScript', () => {
  afterEach(() => registerBridge(undefined));

  test('UsesThePublicFaceAndNothingElse', () => {
    const source = readFileSync(join(root, 'samples/webrtc-room/game.ts'), 'utf8');
    const imports = [...source.matchAll(/(?:from|import\(|require\()\s*'([^']*)'/g)].map((match) => match[1]);
    expect(new Set(imports)).toEqual(new Set(['../../assets/scripts/index']));
    expect(source).not.toMatch(/\b(process|performance|Buffer|setTimeout|setInterval|console)\b/);
  });

  test('EntersTheRoomAndOpensASourceForEverybody', () => {
    const { callsOf } = setUp();
    expect(callsOf('enterRoom')).toEqual([['lobby', 'me']]);
    expect(callsOf('openSource')).toEqual([
      [0, 'me', 'microphone'],
      [1, 'ann', 'voice'],
      [1, 'bob', 'voice'],
    ]);
  });

  test('PushesEveryBlockWithItsOwnRateAndIgnoresStrangers', () => {
    const { callsOf, hear } = setUp();
    const samples = new Int16Array(160);
    hear('bob', { samples, sampleRate: 16000, channels: 1 });
    hear('ann', { samples: new Int16Array(960), sampleRate: 48000, channels: 2 });
    hear('stranger', { samples, sampleRate: 16000, channels: 1 });
    expect(callsOf('push')).toEqual([
      [3, samples, 16000, 1, NaN],
      [2, expect.anything(), 48000, 2, NaN],
    ]);
  });

  test.each(['F9', 'D'])('%s SavesTheLastSecondsWhileRecordingGoesOn', async (key) => {
    const { game, callsOf } = setUp();
    const started = game.keepLast(60, '/captures/cycle.aac');
    game.update();
    await started;
    game.press(key);
    expect(callsOf('dump')).toEqual([[expect.objectContaining({ lastSeconds: 10, reason: 'hotkey', filePath: '' })]]);
    expect(game.recorder.stats.taskState).toBe('cycle');
  });

  test('RecordsTheLastSecondsTheMixAndTheTwoSides', async () => {
    const { game, callsOf } = setUp();
    const all = [
      game.keepLast(60, '/captures/cycle.aac'),
      game.recordMix('/captures/mix.wav'),
      game.recordSplit('/captures/split.wav'),
    ];
    game.update();
    await Promise.all(all);
    expect(callsOf('start')).toEqual([
      [expect.objectContaining({ filePath: '/captures/cycle.aac', sampleRate: 32000, quality: 1, cycleTime: 60 })],
      [expect.objectContaining({ filePath: '/captures/mix.wav', sampleRate: 48000, cycleTime: 0, channels: 1 })],
      [expect.objectContaining({ filePath: '/captures/split.wav', sampleRate: 48000, layout: 1, channels: 2 })],
    ]);
  });

  test('KeepsEverybodyApart', async () => {
    const { game, callsOf } = setUp();
    const started = game.keepApart(60, '/captures/apart.wav');
    game.update();
    await started;
    expect(callsOf('start')).toEqual([
      [expect.objectContaining({ filePath: '/captures/apart.wav', sampleRate: 48000, cycleTime: 60, tracks: 1 })],
    ]);
  });

  test('RecoversWhatAProcessThatWasKilledHasLeft', async () => {
    const { game, recorder, bridge, room } = setUp();
    const started = game.keepLast(60, '/captures/cycle.aac');
    game.update();
    await started;
    recorder.kill();

    registerBridge(bridge);
    const next = new Game(room, settings);
    const recovered = next.recover();
    next.update();
    const { captures, problems } = await recovered;
    expect(captures).toMatchObject([{ origin: 'recovered', format: 'aac' }]);
    expect(problems).toEqual([]);
  });

  test('LeavesTheRoomAndFreesTheRecorderAtItsEnd', () => {
    const { game, recorder, callsOf } = setUp();
    game.end();
    expect(callsOf('leaveRoom').length).toBe(1);
    expect(recorder.destroyed).toBe(true);
  });

  test('SaysWhyARoomCannotBeEntered', () => {
    const room = { roomId: '', localUserId: 'me', remoteUserIds: [], onAudio: () => undefined };
    registerBridge(new FakeBridge());
    expect(() => new Game(room, settings)).toThrow(/roomId/);
  });
});
