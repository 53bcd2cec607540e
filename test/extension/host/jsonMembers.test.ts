import { editMembers } from '../../../editor-extension/source/host/jsonMembers';
import { mapJsonText } from '../../../editor-extension/source/host/jsonText';

const SIDECAR = `{
  "version": 2,
  "startMonotonicMs": 12345678901234567890.123456789,
  "about": { "note": "inner", "text": "a \\"}{,[ \\u00e9" },
  "list": [1.0, -0, 1e400, {"pinned": false}],
  "last": null
}
`;

describe('EditMembers', () => {
  it('AddsBehindTheLastMemberAndLeavesEveryOtherByte', () => {
    const edited = editMembers(SIDECAR, { pinned: true, note: 'he said "hi"\n' });
    const expected = SIDECAR.replace(
      '"last": null',
      '"last": null,\n  "pinned": true,\n  "note": "he said \\"hi\\"\\n"',
    );
    expect(edited).toBe(expected);
  });

  it('TakingAwayWhatWasAddedGivesTheSameBytes', () => {
    const edited = editMembers(SIDECAR, { pinned: true, note: 'x' });
    expect(editMembers(edited, { pinned: undefined, note: undefined })).toBe(SIDECAR);
  });

  it('ReplacesAValueInItsPlace', () => {
    const text = '{"note": "old" , "version":2}';
    expect(editMembers(text, { note: 'new' })).toBe('{"note": "new" , "version":2}');
  });

  it.each([
    ['{"note":"a","version":2}', '{"version":2}'],
    ['{"version":2,"note":"a"}', '{"version":2}'],
    ['{ "note": {"deep": [1, "}"]} }', '{ }'.replace(' ', '')],
    ['{"a":1,"note":1,"b":2,"note":2}', '{"a":1,"b":2}'],
    ['{"n\\u006fte":1,"b":2}', '{"b":2}'],
    ['{"note":1,"note":2,"a":1,"note":3,"b":2,"note":4}', '{"a":1,"b":2}'],
    ['{ "a":1 , "note":2 , "b":3 }', '{ "a":1 , "b":3 }'],
    ['{}', '{}'],
  ])('TakesAMemberAwayWhereverItStands: %s', (text, expected) => {
    expect(editMembers(text, { note: undefined })).toBe(expected);
  });

  it('OfAKeyThatStandsTwiceOneIsLeft', () => {
    expect(JSON.parse(editMembers('{"note":1,"a":2,"note":3}', { note: 'x' }))).toEqual({ a: 2, note: 'x' });
  });

  it('AKeyThatStandsAHundredThousandTimesIsNoTrouble', () => {
    const text = `{${'"note":1,'.repeat(100_000)}"a":2}`;
    expect(editMembers(text, { note: 'x' })).toBe('{"a":2,"note":"x"}');
  });

  it('TouchesNoMemberOfAnObjectWithin', () => {
    const edited = editMembers(SIDECAR, { note: 'outer' });
    expect((JSON.parse(edited) as { about: unknown }).about).toEqual({ note: 'inner', text: 'a "}{,[ é' });
  });

  it('FillsAnEmptyObject', () => {
    expect(editMembers('{}', { note: 'x' })).toBe('{"note":"x"}');
  });
});

describe('MapJsonText', () => {
  it('GivesTheSameBytesWhenNothingIsReplaced', () => {
    expect(mapJsonText(SIDECAR, () => null)).toBe(SIDECAR);
  });

  it('TellsEachTokenWithItsPath', () => {
    const seen: string[] = [];
    mapJsonText('{"a":[1,{"b":"x"}],"c":true}', ({ kind, text, path }) => {
      seen.push(`${kind} ${text} ${path.join('.')}`);
      return null;
    });
    expect(seen).toEqual(['key a ', 'number 1 a.*', 'key b a.*', 'string x a.*.b', 'key c ']);
  });
});
