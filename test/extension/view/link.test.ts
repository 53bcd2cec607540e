import { formatLink, parseLink } from '../../../editor-extension/source/view/state/link';
import type { Link } from '../../../editor-extension/source/view/state/link';

const whole: Link = {
  ...{
    id: 'a_B-9',
    range: { from: 890, to: 900.5 },
    selection: { from: 891, to: 892.5 },
    solo: [0, 2],
    spectrogram: true,
    loudness: true,
  },
  ...{ compareWith: 'other', shiftSeconds: -1.25 },
};

describe('Link', () => {
  it('is read as it was written', () => {
    expect(parseLink(formatLink(whole))).toEqual(whole);
  });

  it('counts lanes from 1, as the keys do', () => {
    expect(formatLink(whole)).toBe(
      '#c=a_B-9&t=890-900.5&sel=891-892.5&solo=1,3&view=spectrogram,loudness&with=other&shift=-1.25',
    );
  });

  it('keeps microseconds of a range of a few samples', () => {
    const range = { from: 12.0001, to: 12.0005 };
    expect(parseLink(formatLink({ ...whole, range }))?.range).toEqual(range);
  });

  it('leaves out what cannot be read', () => {
    const link = parseLink('#c=x&t=9-3&sel=2&solo=0,1,1,abc,99999&with=x&shift=far');
    expect(link).toMatchObject({
      id: 'x',
      range: null,
      selection: null,
      solo: [0],
      compareWith: null,
      shiftSeconds: 0,
    });
  });

  it.each(['', '#', '#t=1-2', '#c=', '#c=../etc', '#c=%00'])('is none without an id: %s', (hash) => {
    expect(parseLink(hash)).toBeNull();
  });
});
