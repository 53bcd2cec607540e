import { en } from '../../../editor-extension/source/view/i18n/en';
import { zh } from '../../../editor-extension/source/view/i18n/zh';
import { reasonText, titleOf } from '../../../editor-extension/source/view/state/title';

describe('The title of a capture', () => {
  it('is the reason as the game gave it', () => {
    expect(titleOf({ reason: 'sounded wrong', file: 'a.wav' }, zh)).toBe('sounded wrong');
  });

  it('says in the language of the page what the recorder has no better word for', () => {
    expect(titleOf({ reason: 'task', file: 'room.aac' }, en)).toBe('Recording · room.aac');
    expect(titleOf({ reason: 'task', file: 'room.aac' }, zh)).toBe('录制 · room.aac');
    expect(titleOf({ reason: 'hotkey', file: 'a.wav' }, en)).toBe('Key pressed');
    expect(reasonText('recovered', zh)).toBe('崩溃后恢复');
  });

  it('is the name of the file where there is no reason', () => {
    expect(titleOf({ reason: '', file: 'a.wav' }, en)).toBe('a.wav');
  });
});
