import { timedNotes, withTimedNote, withoutTimedNote } from '../../../editor-extension/source/view/state/notes';

describe('Notes', () => {
  it('belong to a moment where a line begins with one', () => {
    expect(timedNotes('Heard it.\n@1:02:03.5 far\n @0:07 echo  \nno @0:01 here')).toEqual([
      { seconds: 7, text: 'echo' },
      { seconds: 3723.5, text: 'far' },
    ]);
  });

  it('come into the text in the order of time', () => {
    let note = 'Heard it.';
    for (const seconds of [12, 3, 7.25]) note = withTimedNote(note, { seconds, text: `at ${seconds}` });
    expect(note).toBe('Heard it.\n@0:03.000 at 3\n@0:07.250 at 7.25\n@0:12.000 at 12');
  });

  it('stay one line each', () => {
    expect(withTimedNote('', { seconds: 1, text: 'a\n b' })).toBe('@0:01.000 a b');
  });

  it('go alone', () => {
    expect(withoutTimedNote('x\n@0:01.000 a\n@0:01.000 b', { seconds: 1, text: 'b' })).toBe('x\n@0:01.000 a');
    expect(withoutTimedNote('x', { seconds: 1, text: 'b' })).toBe('x');
  });

  it('are read back as they were added', () => {
    const note = { seconds: 890.123, text: '这里断了' };
    expect(timedNotes(withTimedNote('anything', note))).toEqual([note]);
  });
});
