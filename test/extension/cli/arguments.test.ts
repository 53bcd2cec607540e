import { secondsArgument, wholeNumber, listArgument } from '../../../editor-extension/source/cli/arguments';
import { clock, printable, sizeText, tableText, widthOf } from '../../../editor-extension/source/cli/format';

describe('Times', () => {
  it.each([
    ['12', 12],
    ['12.5', 12.5],
    ['.5', 0.5],
    ['1:30', 90],
    ['90:00', undefined],
    ['59:59.25', 3599.25],
    ['1:02:03', 3723],
    ['1:60', undefined],
    ['1:60:00', undefined],
    ['-1', undefined],
    ['', undefined],
    ['1e3', undefined],
    ['now', undefined],
    ['1:2:3:4', undefined],
  ])('AreSecondsOrMinutesAndSeconds: %j', (text, seconds) => {
    if (seconds === undefined) expect(() => secondsArgument(text)).toThrow(/Expected seconds/);
    else expect(secondsArgument(text)).toBe(seconds);
  });
});

describe('Arguments', () => {
  it.each(['0', '11', '1.5', '-1', 'x', ''])('AWholeNumberKeepsItsBounds: %j', (text) => {
    expect(() => wholeNumber(1, 10)(text)).toThrow('from 1 to 10');
  });

  it('AListHasNoEmptyPlaces', () => {
    expect(listArgument('0, mix')).toEqual(['0', 'mix']);
    expect(() => listArgument('0,,1')).toThrow();
  });
});

describe('Words', () => {
  it('LengthsAndSizes', () => {
    expect([0, 59.96, 61.04, 3600].map((seconds) => clock(seconds))).toEqual(['0:00.0', '1:00.0', '1:01.0', '60:00.0']);
    expect([0, 1023, 1024, 172.8e6].map((bytes) => sizeText(bytes))).toEqual(['0 B', '1023 B', '1.0 KiB', '164.8 MiB']);
  });

  it('WhatATerminalWouldObeyIsNotPrinted', () => {
    expect(printable('a\u001b[31mb\u0007\n\u202ec')).toBe('a?[31mb???c');
  });

  it('ColumnsFitChineseToo', () => {
    expect(widthOf('语音a')).toBe(5);
    expect(
      tableText([
        ['语音', 'x'],
        ['abcde', 'y'],
      ]),
    ).toBe('语音   x\nabcde  y');
  });
});
