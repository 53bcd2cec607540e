import { GameLoop } from '../../samples/webrtc-room/GameLoop';
import { Screen } from '../../samples/webrtc-room/Screen';
import { keysIn, listenToKeys } from '../../samples/webrtc-room/keyboard';

describe('Keyboard', () => {
  test('KnowsF9AndTheLettersInOnePieceOfInput', () => {
    expect(keysIn('\x1b[20~dQ\x03')).toEqual(['F9', 'D', 'Q', 'Ctrl+C']);
  });

  test('LeavesOutOtherKeysWithoutTakingTheirLettersForCommands', () => {
    expect(keysIn('\x1b[D\x1b[21~\x1bOQx\r\x1b')).toEqual([]);
  });

  test('TakesNoKeysFromAPipe', () => {
    const on = jest.fn();
    listenToKeys({ on, off: jest.fn(), resume: jest.fn(), pause: jest.fn() }, jest.fn())();
    expect(on).not.toHaveBeenCalled();
  });

  test('LeavesTheTerminalAsItWas', () => {
    const setRawMode = jest.fn();
    const input = { isTTY: true, setRawMode, on: jest.fn(), off: jest.fn(), resume: jest.fn(), pause: jest.fn() };
    const stop = listenToKeys(input, jest.fn());
    stop();
    expect(setRawMode.mock.calls).toEqual([[true], [false]]);
    expect(input.off).toHaveBeenCalledWith('data', input.on.mock.calls[0]?.[1]);
  });
});

describe('Screen', () => {
  const setUp = (isTTY: boolean) => {
    const written: string[] = [];
    const clock = { nowMs: 0 };
    const output = { isTTY, columns: 10, write: (text: string) => written.push(text) };
    return { written, clock, screen: new Screen(output, () => clock.nowMs) };
  };

  test('PrintsAtMostOneStatusLineASecondIntoAFile', () => {
    const { written, clock, screen } = setUp(false);
    for (clock.nowMs = 0; clock.nowMs < 3000; clock.nowMs += 100) screen.status(() => String(clock.nowMs));
    expect(written).toEqual(['0\n', '1000\n', '2000\n']);
  });

  test('RedrawsOneLineOnATerminalAndNeverWrapsIt', () => {
    const { written, clock, screen } = setUp(true);
    screen.status(() => '0123456789');
    clock.nowMs = 100;
    screen.status(() => 'b');
    screen.print('event');
    expect(written).toEqual(['\r012345678\x1b[K', '\rb\x1b[K', '\r\x1b[K', 'event\n']);
  });
});

describe('GameLoop', () => {
  afterEach(() => jest.useRealTimers());

  test('TicksSixtyTimesASecondUntilStopped', () => {
    jest.useFakeTimers();
    const tick = jest.fn();
    const loop = new GameLoop(60, tick, () => Date.now());
    loop.start();
    jest.advanceTimersByTime(10000);
    expect(Math.abs(tick.mock.calls.length - 600)).toBeLessThanOrEqual(3);
    loop.stop();
    const ticks = tick.mock.calls.length;
    jest.advanceTimersByTime(1000);
    expect(tick.mock.calls.length).toBe(ticks);
  });

  test('LeavesOutTheTicksOfAStall', () => {
    jest.useFakeTimers();
    let nowMs = 0;
    const tick = jest.fn();
    const loop = new GameLoop(60, tick, () => nowMs);
    loop.start();
    nowMs = 5000;
    jest.advanceTimersByTime(50);
    expect(tick.mock.calls.length).toBeLessThan(60);
    loop.stop();
  });
});
