import { buildSync } from 'esbuild';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';

const index = join(__dirname, '../../assets/scripts/index.ts');
const built = buildSync({
  ...{ entryPoints: [index], bundle: true, write: false, format: 'iife', globalName: 'api', target: 'es2020' },
  ...{ metafile: true, platform: 'neutral', logLevel: 'silent' },
});
const bundle = built.outputFiles[0]?.text ?? '';

/** A context with nothing but the language, less what PuerTS hosts lack too. */
function bareContext(): object {
  const context = createContext({});
  runInContext('delete globalThis.console; delete globalThis.WebAssembly; delete globalThis.Intl;', context);
  return context;
}

describe('A host that offers the language only', () => {
  test('The bundle loads, and a recorder without a plugin answers 39002', () => {
    const script = `${bundle};
      const recorder = new api.VoiceRecorder();
      recorder.on('onAudioRecording', () => {});
      recorder.bindHotkey('F9');
      const codes = [recorder.enterRoom({ roomId: 'r' }), recorder.startAudioRecording('/a.wav'), recorder.tick()];
      recorder.keyDown({ key: 'F9' });
      const state = recorder.stats.taskState;
      recorder.dispose();
      JSON.stringify([codes, state, recorder.leaveRoom()]);`;
    expect(JSON.parse(String(runInContext(script, bareContext())))).toEqual([[39002, 39002, 0], 'idle', 30005]);
  });

  test('No test helper and no Node bridge is in a game build', () => {
    const inputs = Object.keys(built.metafile?.inputs ?? {});
    expect(inputs.some((file) => file.endsWith('VoiceRecorder.ts'))).toBe(true);
    expect(inputs.filter((file) => /testing\/|bridge\/node|component\//.test(file))).toEqual([]);
  });

  test('The index exports what the manual names, and no more', () => {
    const names = String(runInContext(`${bundle}; Object.keys(api).sort().join(' ')`, bareContext()));
    expect(names.split(' ')).toEqual([
      ...['CycleTime', 'EVENTS_PER_TICK', 'Hotkey', 'LogLevel', 'NERtcAudioRecordingCode'],
      ...['NERtcAudioRecordingCycleTime', 'NERtcAudioRecordingPosition', 'NERtcAudioRecordingQuality', 'Position'],
      ...['Quality', 'RecordingCode', 'ReturnCode', 'VoiceRecorder', 'VoiceRecorderError', 'VoiceSource'],
      'parseHotkey',
    ]);
  });
});
