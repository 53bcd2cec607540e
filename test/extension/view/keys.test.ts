import { BINDINGS, commandOf, isSingleKey, keyOf } from '../../../editor-extension/source/view/state/keys';

const press = (key: string, held: Partial<Record<'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {}) => ({
  ...{ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false },
  ...held,
});
const command = (...args: Parameters<typeof press>) => commandOf(press(...args))?.command ?? null;

describe('Keys', () => {
  it('do what the sheet says', () => {
    for (const { command: wanted, key, shift, control } of BINDINGS) {
      expect([key, command(key, { shiftKey: shift ?? false, ctrlKey: control ?? false })]).toEqual([key, wanted]);
    }
  });

  it('are used once each', () => {
    const all = BINDINGS.map(({ key, shift, control }) => `${key} ${String(shift)} ${String(control)}`);
    expect(new Set(all).size).toBe(all.length);
  });

  it('tell Shift apart for letters and arrows, and not for signs that need it on some keyboards', () => {
    expect([command('l'), command('L', { shiftKey: true }), command('ArrowLeft', { shiftKey: true })]).toEqual([
      'faster',
      'share',
      'backFine',
    ]);
    expect([command('?', { shiftKey: true }), command('?'), command('+', { shiftKey: true }), command('=')]).toEqual([
      'help',
      'help',
      'zoomIn',
      'zoomIn',
    ]);
    expect(command('s', { shiftKey: true })).toBeNull();
  });

  it('solo the lane of a digit', () => {
    expect(commandOf(press('3'))).toEqual({ command: 'solo', lane: 2 });
    expect(command('0')).toBe('last');
  });

  it('leave what the browser does with Control, Command and Alt', () => {
    expect([
      command('s', { ctrlKey: true }),
      command('l', { metaKey: true }),
      command('f', { altKey: true }),
      command('1', { ctrlKey: true }),
    ]).toEqual([null, null, null, null]);
    expect([command('z', { ctrlKey: true }), command('z', { metaKey: true }), command('z')]).toEqual([
      'undo',
      'undo',
      null,
    ]);
  });

  it('may be switched off but for arrows, Delete, Escape and what needs Control', () => {
    expect([
      isSingleKey(press('m')),
      isSingleKey(press(' ')),
      isSingleKey(press('ArrowUp')),
      isSingleKey(press('z', { ctrlKey: true })),
    ]).toEqual([true, true, false, false]);
  });

  it('are written for people', () => {
    expect([keyOf('playPause'), keyOf('note'), keyOf('share')]).toEqual(['Space', 'M', '⇧ L']);
  });
});
