import { laneNamed, lanesNamed } from '../../../editor-extension/source/cli/lanes';
import type { CaptureInfo } from '../../../editor-extension/source/shared/analysis';

type Lane = [kind: string, user: string, label: string, file: number | null];

const infoOf = (...lanes: Lane[]): CaptureInfo =>
  ({
    file: 'room.wav',
    lanes: lanes.map(([kind, user, label, file]) => ({ kind, user, label, file })),
  }) as unknown as CaptureInfo;

const room = infoOf(
  ['local', 'me', 'voice', 1],
  ['remote', 'bob', 'voice', 2],
  ['remote', '7', 'phone', 3],
  ['remote', 'ann', '', null],
  ['mix', '', '', 0],
);

describe('ALane', () => {
  it.each([
    ['1', [1]],
    ['4', [4]],
    ['7', [2]],
    ['bob', [1]],
    ['phone', [2]],
    ['local', [0]],
    ['mix', [4]],
  ])('IsNamedByNumberKindUserOrLabel: %s', (name, places) => {
    expect(lanesNamed(name, room)).toEqual(places);
    expect(laneNamed(name, room)).toBe(places[0]);
  });

  it('OfAKindIsEveryOneThatHasAudio', () => {
    expect(lanesNamed('remote', room)).toEqual([1, 2]);
    expect(lanesNamed('remote', infoOf(['remote', 'ann', '', null]))).toEqual([0]);
  });

  it('OfALabelThatSeveralHaveIsAllOfThem', () => {
    expect(lanesNamed('voice', room)).toEqual([0, 1]);
  });

  it('ThatIsToBeOneAndIsSeveralIsAskedFor', () => {
    expect(() => laneNamed('remote', room)).toThrow(
      'remote is more than one lane of room.wav: 1 (remote, bob, voice), 2 (remote, 7, phone); give the number of one',
    );
  });

  it.each(['5', 'carl', ''])('ThatIsNotThereIsToldWithThoseThatAre: %j', (name) => {
    expect(() => lanesNamed(name, room)).toThrow('3 (remote, ann), 4 (mix)');
  });
});
