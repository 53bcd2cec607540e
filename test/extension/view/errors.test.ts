import { CaptureError } from '../../../editor-extension/source/shared/CaptureError';
import { CAPTURE_ERROR_CODES } from '../../../editor-extension/source/shared/captures';
import { en } from '../../../editor-extension/source/view/i18n/en';
import { zh } from '../../../editor-extension/source/view/i18n/zh';
import { errorBody, failureText } from '../../../editor-extension/source/view/state/captures';

describe('The text of an error', () => {
  it('says in the language of the page what failed and what to do, for every code there is', () => {
    for (const texts of [en, zh]) {
      expect(Object.keys(texts.errors).sort()).toEqual([...CAPTURE_ERROR_CODES].sort());
      for (const code of CAPTURE_ERROR_CODES) {
        const said = failureText(new CaptureError(code, 'of the server'), texts);
        expect(said).toContain(texts.errors[code].what);
        expect(said).toContain(texts.errors[code].next.replaceAll('`', ''));
      }
    }
  });

  it('keeps the words of whoever failed as a detail', () => {
    expect(failureText(new CaptureError('io', 'no room in /tmp'), zh)).toMatch(/详情：no room in \/tmp$/);
    expect(failureText({ code: 'busy', message: 'in use' }, en)).toMatch(/Details: in use$/);
  });

  it('is of io where nobody has given a code', () => {
    expect(errorBody(new Error('odd'))).toEqual({ code: 'io', message: 'odd' });
    expect(errorBody({ code: 77, message: 'x' })).toEqual({ code: 'io', message: 'x' });
    expect(errorBody('text')).toEqual({ code: 'io', message: 'text' });
    expect(errorBody(undefined)).toEqual({ code: 'io', message: 'undefined' });
  });
});
