import { checkDump, DUMP_FIELDS } from '../../assets/scripts/config/requests';
import { errorOf, show } from './support';

const WRONG: readonly [string, readonly unknown[]][] = [
  ['lastSeconds', [null, '10', -1, -0.001, 3601, NaN, Infinity, 10n, {}, true]],
  ['afterSeconds', [null, '10', -1, 600.1, NaN, Infinity, 10n, []]],
  ['filePath', [null, 5, '', 'a.wav', './a.wav', '/a\0.wav', '/\uDFFF.wav', {}]],
  ['reason', [null, 5, 'a\0b', '\uD800', 'x'.repeat(1025), {}]],
  ['clear', [null, 0, 1, 'yes']],
  ['overwrite', [null, 0, 1, 'yes']],
  ['signal', [null, 5, {}, { aborted: 1 }, 'abort', () => true]],
];

describe('DumpOptions', () => {
  test.each(
    WRONG.flatMap(([field, values]) => values.map((value): [string, string, unknown] => [field, show(value), value])),
  )('%s %s is refused with 30003', (field, _shown, value) => {
    const error = errorOf(() => checkDump({ [field]: value }));
    expect(error.code).toBe(30003);
    expect(error.message.startsWith(`${field}: expected`)).toBe(true);
  });

  test('Every field is in the table of wrong values', () => {
    expect(WRONG.map(([field]) => field).sort()).toEqual([...DUMP_FIELDS].sort());
  });

  test.each([
    ['seconds', 'lastSeconds'],
    ['last', 'lastSeconds'],
    ['lastseconds', 'lastSeconds'],
    ['after', 'afterSeconds'],
    ['path', 'filePath'],
    ['reson', 'reason'],
    ['overwrit', 'overwrite'],
  ])('The unknown key %s is answered with %s', (key, wanted) => {
    if (key === 'seconds') expect(errorOf(() => checkDump({ [key]: 1 })).message).toContain('Seconds"?');
    else expect(errorOf(() => checkDump({ [key]: 1 })).message).toContain(`did you mean "${wanted}"?`);
  });

  test.each([0, 0.01, 10, 59.5, 3600])('The last %d seconds can be asked for', (lastSeconds) => {
    expect(checkDump({ lastSeconds }).settings.lastSeconds).toBe(lastSeconds);
  });

  test.each([null, 5, 'x', [], true])('Options of %p are refused', (options) => {
    expect(errorOf(() => checkDump(options)).message).toContain('options: expected an object');
  });
});
