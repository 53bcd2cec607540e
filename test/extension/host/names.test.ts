import {
  audioOfSidecar,
  captureId,
  formatOf,
  isPartName,
  isPlainName,
  mayBeTrack,
} from '../../../editor-extension/source/host/names';

describe('Names', () => {
  it('TakeASuffixInAnyLetterCase', () => {
    expect(['a.wav', 'a.AAC', 'a.mp3', '.wav', 'wav'].map(formatOf)).toEqual(['wav', 'aac', null, null, null]);
  });

  it('KnowACaptureInTheMaking', () => {
    const names = ['a.part.wav', 'a.part-2.aac', 'a.local.part.wav', 'a.part-x.wav', 'a.partly.wav', 'part.wav'];
    expect(names.map(isPartName)).toEqual([true, true, true, false, false, false]);
  });

  it('KnowWhichAudioASidecarBelongsTo', () => {
    expect(['a.wav.json', 'a.json', 'a.wav.json.tmp', 'package.json'].map(audioOfSidecar)).toEqual([
      'a.wav',
      null,
      null,
      null,
    ]);
  });

  it.each(['', '.', '..', '../a.wav', 'a/b.wav', '..\\a.wav', 'a\0.wav'])('LeadNowhereElse: %j', (name) => {
    expect(isPlainName(name)).toBe(false);
    expect(mayBeTrack(name, 'x.wav')).toBe(false);
  });

  it('ATrackHasTheFormatOfItsMixAndIsNotTheMix', () => {
    expect(mayBeTrack('x.local.wav', 'x.wav')).toBe(true);
    expect(mayBeTrack('x.local.aac', 'x.wav')).toBe(false);
    expect(mayBeTrack('x.wav', 'x.wav')).toBe(false);
  });

  it('AnIdStandsInLinksAndBelongsToOneName', () => {
    const ids = ['a.wav', 'b.wav', '录音 1.aac', '../a.wav'].map(captureId);
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) expect(id).toMatch(/^[\w-]{16}$/);
    expect(captureId('a.wav')).toBe(ids[0]);
  });
});
