import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VoiceRecorder } from '../../assets/scripts/index';
import { RECORDING_STATES } from '../../assets/scripts/config/enums';
import { setUp } from './support';

type Table = Record<string, Record<string, string>>;

/** The tables of doc/states.md: cells by state and operation. */
function readTables(): Table[] {
  const page = readFileSync(join(__dirname, '../../native/plugins/voice-recorder/doc/states.md'), 'utf8');
  const blocks = page.split('\n\n').filter((block) => block.startsWith('| state |'));
  return blocks.map((block) => {
    const [head = [], , ...rows] = block
      .trim()
      .split('\n')
      .map((line) =>
        line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      );
    return Object.fromEntries(
      rows.map(([state, ...cells]) => [state, Object.fromEntries(cells.map((cell, i) => [head[i + 1], cell]))]),
    );
  });
}

const [answers = {}, shown = {}] = readTables();

/** The fake ends and begins at once, and knows no folders. */
const NOT_IN_THE_FAKE = { states: ['startingRealTime', 'startingCycle', 'stopping'], operations: ['startBadFolder'] };

const OPERATIONS: Record<string, (recorder: VoiceRecorder) => number> = {
  startRealTime: (recorder) => recorder.startAudioRecording('/next.wav'),
  startCycle: (recorder) => recorder.startAudioRecordingWithConfig({ filePath: '/next.wav', cycleTime: 10 }),
  startBadSuffix: (recorder) => recorder.startAudioRecording('/next.ogg'),
  stop: (recorder) => recorder.stopAudioRecording(),
  dump: (recorder) => {
    recorder.dump().catch(() => undefined);
    return recorder.lastError?.code ?? 0;
  },
  mark: (recorder) => recorder.mark('here'),
  pause: (recorder) => recorder.pause(),
  resume: (recorder) => recorder.resume(),
  statistics: (recorder) => recorder.addStatistics({}),
  wipe: (recorder) => {
    recorder.wipe().catch(() => undefined);
    return recorder.lastError?.code ?? 0;
  },
  enterSame: (recorder) => recorder.enterRoom({ roomId: 'room', userId: 'me' }),
  enterOther: (recorder) => recorder.enterRoom({ roomId: 'other', userId: 'me' }),
  reconnecting: (recorder) => recorder.reconnecting(),
  leave: (recorder) => recorder.leaveRoom(),
  openSource: (recorder) => {
    recorder.openSource({ kind: 'remote', userId: 'you' });
    return 0;
  },
};

function reach(state: string): VoiceRecorder {
  const { recorder } = setUp({ requireConsent: state === 'noConsent' });
  if (state === 'noRoom') return recorder;
  recorder.enterRoom({ roomId: 'room', userId: 'me' });
  if (state === 'realTime' || state === 'pausedRealTime') recorder.startAudioRecording('/first.wav');
  if (state === 'cycle' || state === 'pausedCycle') {
    recorder.startAudioRecordingWithConfig({ filePath: '/first.wav', cycleTime: 10 });
  }
  if (state.startsWith('paused')) recorder.pause();
  recorder.tick();
  return recorder;
}

function cellsOf(table: Table): [state: string, operation: string, cell: string][] {
  return Object.entries(table)
    .filter(([state]) => !NOT_IN_THE_FAKE.states.includes(state))
    .flatMap(([state, cells]) =>
      Object.entries(cells)
        .filter(([operation]) => !NOT_IN_THE_FAKE.operations.includes(operation))
        .map(([operation, cell]): [string, string, string] => [state, operation, cell]),
    );
}

describe('The page of states holds for the fake plugin', () => {
  test('It has both tables', () => {
    expect(cellsOf(answers)).toHaveLength(7 * 15);
    expect(cellsOf(shown)).toHaveLength(5 * 8);
  });

  test.each(cellsOf(answers))('while %s, %s answers and tells "%s"', (state, operation, cell) => {
    const recorder = reach(state);
    const codes: number[] = [];
    recorder.on('onAudioRecording', (code) => codes.push(code));
    const answer = OPERATIONS[operation]?.(recorder);
    recorder.tick();
    expect([String(answer), codes.join(' ')].filter((part) => part !== '').join(' / ')).toBe(cell);
  });

  test.each(cellsOf(shown))('while %s, %s shows the players "%s"', (state, operation, cell) => {
    const recorder = reach(state);
    const codes: number[] = [];
    recorder.on('onRecordingStateChanged', (told) => codes.push(RECORDING_STATES.indexOf(told)));
    OPERATIONS[operation]?.(recorder);
    recorder.tick();
    expect(codes.join(' ')).toBe(cell);
  });
});
