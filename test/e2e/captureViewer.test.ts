import { CaptureViewer } from '../../samples/webrtc-room/CaptureViewer';
import type { RunningViewer } from '../../samples/webrtc-room/CaptureViewer';
import { PassedControls } from '../../samples/webrtc-room/Controls';
import type { Controls } from '../../samples/webrtc-room/Controls';
import type { Key } from '../../samples/webrtc-room/keyboard';
import { Screen } from '../../samples/webrtc-room/Screen';

const LINK = 'http://127.0.0.1:4711/?token=abc';

function setUp({ isTerminal = false, desktop = true, opens = true, warning = '', fails = '' } = {}) {
  const written: string[] = [];
  const done: string[] = [];
  const running: RunningViewer = {
    linkTo: (file) => (file === null ? LINK : `${LINK}#c=${file}`),
    warning,
    openBrowser: (link) => Promise.resolve((done.push(`browser at ${link}`), opens)),
    close: () => Promise.resolve(void done.push('closed')),
  };
  const view = (folder: string) => {
    done.push(`served ${folder}`);
    return fails ? Promise.reject(new Error(fails)) : Promise.resolve(running);
  };
  const screen = new Screen({ write: (text) => written.push(text) });
  const viewer = new CaptureViewer({ folder: '/captures', screen, isTerminal, view, desktop });
  return { viewer, done, output: () => written.join('') };
}

describe('CaptureViewer', () => {
  test('PrintsTheLinkAndOpensNoBrowserWhereNobodyLooks', async () => {
    const { viewer, done, output } = setUp();
    await viewer.open();
    expect(output()).toBe(`viewer: ${LINK}\n`);
    expect(done).toEqual(['served /captures']);
    expect(viewer.isOpen).toBe(true);
  });

  test.each([
    [true, true, true],
    [true, false, false],
    [false, true, false],
  ])('WithATerminal %s AndADesktop %s TheBrowserOpens: %s', async (isTerminal, desktop, opens) => {
    const { viewer, done } = setUp({ isTerminal, desktop });
    await viewer.open();
    expect(done.includes(`browser at ${LINK}`)).toBe(opens);
  });

  test('IsServedOnceHoweverOftenItIsOpenedAndClosedAtTheEnd', async () => {
    const { viewer, done } = setUp({ isTerminal: true });
    await viewer.open();
    await viewer.open();
    await viewer.close();
    expect(done).toEqual(['served /captures', `browser at ${LINK}`, `browser at ${LINK}`, 'closed']);
    expect(viewer.isOpen).toBe(false);
  });

  test('OpensAtTheFileThatItIsToldOf', async () => {
    const { viewer, done, output } = setUp({ isTerminal: true });
    viewer.file = 'dump.aac';
    await viewer.open();
    expect(output()).toBe(`viewer: ${LINK}#c=dump.aac\n`);
    expect(done).toContain(`browser at ${LINK}#c=dump.aac`);
  });

  test('TellsWhatItHasToDoWithoutAndThatNoBrowserOpens', async () => {
    const { viewer, output } = setUp({ isTerminal: true, opens: false, warning: 'no analysis' });
    await viewer.open();
    expect(output()).toBe(`viewer: no analysis\nviewer: ${LINK}\nno browser could be opened\n`);
  });

  test('AFailureIsToldAndTriedAgain', async () => {
    const { viewer, done, output } = setUp({ fails: 'no such folder' });
    await viewer.open();
    expect(output()).toBe('the viewer cannot be opened: no such folder\n');
    expect(viewer.isOpen).toBe(false);
    await viewer.open();
    await viewer.close();
    expect(done).toEqual(['served /captures', 'served /captures']);
  });
});

describe('PassedControls', () => {
  test('WhoAttachedLastIsCalled', () => {
    let attached = 0;
    let outside: { onKey: (key: Key) => void; onInterrupt: () => void } | undefined;
    const controls: Controls = {
      isTerminal: true,
      attach: (onKey, onInterrupt) => {
        attached++;
        outside = { onKey, onInterrupt };
      },
    };
    const passed = new PassedControls(controls);
    const seen: string[] = [];
    const attach = (name: string) =>
      passed.attach(
        (key) => seen.push(`${name} ${key}`),
        () => seen.push(`${name} interrupted`),
      );
    attach('first');
    outside?.onKey('F9');
    attach('second');
    outside?.onKey('V');
    outside?.onInterrupt();
    expect(seen).toEqual(['first F9', 'second V', 'second interrupted']);
    expect(attached).toBe(1);
  });
});
