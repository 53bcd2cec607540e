import { resolve } from 'node:path';

import { parseOptions } from '../../samples/webrtc-room/options';
import type { RunOptions } from '../../samples/webrtc-room/options';
import { SampleError } from '../../samples/webrtc-room/sampleError';

const parse = (line: string, hasTerminal = false) =>
  parseOptions(line.split(' ').filter(Boolean), hasTerminal) as RunOptions;

describe('Options', () => {
  test('WithoutATerminalABareStartRunsTheWholePlan', () => {
    expect(parse('')).toEqual({
      schedule: { seconds: 20, dumpAt: 15 },
      last: 10,
      out: resolve('captures'),
      mic: undefined,
      remotes: [],
      tracks: 'mix',
    });
  });

  test('AtATerminalABareStartStaysOpenAndDumpsThirtySeconds', () => {
    expect(parse('', true)).toMatchObject({ schedule: undefined, last: 30 });
    expect(parse('--keep-open --last 12', false)).toMatchObject({ schedule: undefined, last: 12 });
  });

  test('TakesEveryOption', () => {
    expect(parse('--seconds 6 --dump-at 4 --last 3 --out x --mic m.wav --remote a.wav --remote b.wav', true)).toEqual({
      schedule: { seconds: 6, dumpAt: 4 },
      last: 3,
      out: resolve('x'),
      mic: 'm.wav',
      remotes: ['a.wav', 'b.wav'],
      tracks: 'mix',
    });
  });

  test.each([true, false])('ACrashNeedsNoScheduleWithATerminalOrWithout', (hasTerminal) => {
    expect(parse('--crash-at 12 --out x --mic m.wav', hasTerminal)).toMatchObject({
      ...{ crashAt: 12, life: undefined, schedule: undefined, out: resolve('x'), mic: 'm.wav' },
    });
    expect(parse('--life first', hasTerminal)).toMatchObject({
      life: 'first',
      crashAt: undefined,
      schedule: undefined,
    });
  });

  test('SeparateTracksAnOutageAndTheViewerComeOnDemand', () => {
    expect(parse('--tracks separate --outage-at 3 --open')).toMatchObject({
      tracks: 'separate',
      outageAt: 3,
      view: { seconds: undefined },
    });
    expect(parse('')).toMatchObject({ tracks: 'mix', outageAt: undefined, view: undefined });
  });

  test('WhoLooksAtARunHearsEverybodyApartUnlessToldOtherwise', () => {
    expect(parse('--open')).toMatchObject({ tracks: 'separate' });
    expect(parse('--open-seconds 5')).toMatchObject({ tracks: 'separate', view: { seconds: 5 } });
    expect(parse('--open --tracks mix')).toMatchObject({ tracks: 'mix' });
  });

  test('FitsWhatIsNotGivenToWhatIs', () => {
    expect(parse('--seconds 4')).toMatchObject({ schedule: { seconds: 4, dumpAt: 3 }, last: 3 });
    expect(parse('--dump-at 30')).toMatchObject({ schedule: { seconds: 35, dumpAt: 30 }, last: 10 });
  });

  test.each([
    ['--seconds 0', /--seconds.*from 1 to 3600/],
    ['--seconds ten', /--seconds.*'ten' is invalid/],
    ['--seconds 1e9', /from 1 to 3600/],
    ['--seconds NaN', /from 1 to 3600/],
    ['--seconds', /argument missing/],
    ['--tracks both', /--tracks.*'both' is invalid.*mix, separate/],
    ['--open-seconds 0', /--open-seconds.*from 1 to 3600/],
    ['--last 61', /from 0.5 to 60/],
    ['--seconds 5 --dump-at 6', /--dump-at 6 comes after the end.*5/],
    ['--seconds 9 --dump-at 5 --last 6', /--last 6 is more than has been recorded by --dump-at 5/],
    ['--keep-open --seconds 5', /--keep-open/],
    ['--crash-at 0.5', /--crash-at.*from 1 to 3600/],
    ['--crash-at soon', /--crash-at.*'soon' is invalid/],
    ['--crash-at', /argument missing/],
    ['--crash-at 5 --seconds 9', /--crash-at.*cannot be used with --seconds/],
    ['--crash-at 5 --dump-at 3', /--crash-at.*cannot be used/],
    ['--crash-at 5 --last 3', /--crash-at.*cannot be used/],
    ['--crash-at 5 --keep-open', /--crash-at.*cannot be used/],
    ['--life third', /--life.*first, second/],
    ['--second 5', /unknown option '--second'.*Did you mean --seconds/s],
    ['surplus', /too many arguments/],
    ['--remote a --remote a --remote a --remote a --remote a', /5 times; expected at most 4/],
  ])('RefusesWithExitCode2: %s', (line, reason) => {
    expect(() => parse(line)).toThrow(expect.objectContaining({ exitCode: 2, message: expect.stringMatching(reason) }));
    expect(() => parse(line)).toThrow(SampleError);
  });

  test('RefusesAnEmptyFolder', () => {
    expect(() => parseOptions(['--out', ''], false)).toThrow(/Expected a folder/);
  });

  test('HelpNamesEveryOptionWithExamplesAndExitCodes', () => {
    const { help } = parseOptions(['--help'], false) as { help: string };
    for (const part of [
      '--seconds',
      '--dump-at',
      '--last',
      '--out',
      '--mic',
      '--remote',
      '--keep-open',
      '--crash-at',
      'npm start --',
      'F9',
      '130',
    ]) {
      expect(help).toContain(part);
    }
    expect(help).not.toContain('--life');
  });
});
