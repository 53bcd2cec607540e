import { printLine } from './bridge/console';
import type { NativeBridge, NativeRecorder } from './bridge/NativeBridge';
import { noBridgeToTell, registeredBridge, whyNoBridge } from './bridge/registry';
import type { Capture } from './events/Capture';
import { EventRouter } from './tasks/EventRouter';
import { RECORDER_EVENTS } from './events/RecorderEvents';
import type { RecorderEventMap, RecorderEventName } from './events/RecorderEvents';
import type { RecoveryReport } from './events/Recovery';
import { LogLevel } from './config/enums';
import type { NERtcAudioRecordingQuality } from './config/enums';
import { argument, flag, realNumber } from './config/fields';
import type { Fields } from './config/fields';
import { toJsonObject } from './config/json';
import { checkNotice } from './config/notices';
import type { Notice } from './config/notices';
import { checkExclude, checkRecover, checkUser } from './config/privacy';
import type { ExcludeOptions, RecoverOptions } from './config/privacy';
import { aboutOf, checkRecorderOptions, readRecorderOptions } from './config/recorderOptions';
import type { LogSink, RecorderOptions, RecorderSettings } from './config/recorderOptions';
import {
  checkCaptureId,
  checkDump,
  checkMark,
  checkRoom,
  checkSource,
  checkTestTone,
  SOURCE_KINDS,
} from './config/requests';
import type {
  DumpOptions,
  DumpSettings,
  RoomOptions,
  SourceOptions,
  TestToneOptions,
  WaitSignal,
} from './config/requests';
import { supportOf } from './config/support';
import type { Support } from './config/support';
import { checkTaskConfig } from './config/taskConfig';
import type { AudioRecordingConfig } from './config/taskConfig';
import { absolutePath } from './config/text';
import { expected, messageOf } from './errors/describe';
import { ReturnCode } from './errors/ReturnCode';
import { invalidParameter, invalidState, VoiceRecorderError } from './errors/VoiceRecorderError';
import { Emitter } from './events/Emitter';
import type { Listener, Unsubscribe } from './events/Emitter';
import { LogLines } from './events/LogLines';
import { HotkeyActions } from './hotkey/HotkeyActions';
import type { HotkeyOptions } from './hotkey/HotkeyActions';
import type { KeyInput } from './hotkey/Keyboard';
import { VoiceSource } from './sources/VoiceSource';
import type { SourceOwner } from './sources/VoiceSource';
import { decodeStats, emptyStatsArray } from './stats/RecorderStats';
import type { RecorderStats } from './stats/RecorderStats';
import { Calls, checked } from './tasks/Calls';
import type { Answer } from './tasks/Calls';
import { costOf } from './tasks/Cost';
import type { Cost } from './tasks/Cost';
import { Deferred } from './tasks/Deferred';
import { DumpPromises } from './tasks/DumpPromises';
import { RecoveryPromises } from './tasks/RecoveryPromises';
import { TaskPromises } from './tasks/TaskPromises';
import { WipePromises } from './tasks/WipePromises';

/** What `new VoiceRecorder(options)` takes. */
export interface VoiceRecorderOptions extends RecorderOptions {
  /** The host's bridge; default: the one that the host's bridge file registered when it was imported. */
  bridge?: NativeBridge;
}

/** At most so many events are handled in one tick; the rest waits for the next. */
export const EVENTS_PER_TICK = 1000;

/**
 * Records the voice room of a game: in real time, or into a cycle buffer that `dump` saves at any moment. Call
 * {@link tick} once a frame; events come and promises settle only there. Everything runs on the script's thread.
 *
 * Calls that return a number never throw: 0 is accepted, any other value is a `ReturnCode` and {@link lastError} says
 * why. The others throw, or reject with, a `VoiceRecorderError` that carries such a code. Without a native plugin every
 * call answers 39002, after {@link dispose} 30005.
 */
export class VoiceRecorder {
  private readonly bridge: NativeBridge | undefined;
  private readonly settings: RecorderSettings;
  private readonly log: LogLines;
  private readonly emitter: Emitter<RecorderEventMap>;
  private readonly calls = new Calls();
  private readonly tasks = new TaskPromises(() => this.stats.taskState === 'cycle');
  private readonly dumps = new DumpPromises();
  private readonly recoveries = new RecoveryPromises();
  private readonly wipes = new WipePromises();
  private readonly router: EventRouter;
  private readonly hotkeys: HotkeyActions;
  private readonly sources = new Map<number, VoiceSource>();
  private readonly statsArray = emptyStatsArray();
  private readonly owner: SourceOwner;
  private ticking = false;

  /** Throws a `VoiceRecorderError` on options that are not allowed; never because there is no native plugin. */
  constructor(options: VoiceRecorderOptions = {}) {
    const fields = readOptions(options);
    this.bridge = bridgeOf(fields);
    this.settings = checked('options', () =>
      checkRecorderOptions(fields, {
        capturesFolder: this.bridge?.defaultCapturesFolder,
        maxBufferBytes: this.bridge?.defaultMaxBufferBytes,
      }),
    );
    this.log = new LogLines((fields.get('log') as LogSink | undefined) ?? printLine, this.settings.logLevel);
    this.emitter = new Emitter<RecorderEventMap>(RECORDER_EVENTS, (name, thrown) => this.listenerFailed(name, thrown));
    const { tasks, dumps, recoveries, wipes } = this;
    const waiting = { tasks, dumps, recoveries, wipes };
    this.router = new EventRouter(this.emitter, waiting, (level, text) => this.log.print(level, text));
    this.hotkeys = new HotkeyActions({
      nowMs: () => this.now,
      hasCycleTask: () => this.tasks.hasCycleTask,
      dump: (settings, signal) => this.requestDump(() => ({ settings, signal })),
      log: (level, message) => this.log.add(level, message),
      functionFailed: (name, thrown) => this.listenerFailed(name, thrown),
    });
    this.owner = {
      native: () => this.calls.recorder,
      refuse: (code, message) => this.calls.refuse(code, message),
      forget: (id) => this.sources.delete(id),
    };
    this.calls.attach(this.create(checked('options', () => aboutOf(fields))), whyNoBridge()?.reason);
    if (this.calls.recorder?.takenOver === true && this.stats.taskId > 0) this.tasks.takeOver(this.stats.taskId);
  }

  /** What the registered native plugin can do; false when there is none. */
  static get isSupported(): Support | false {
    const bridge = registeredBridge();
    return bridge === undefined ? false : supportOf(bridge);
  }

  /** `major.minor.patch` of the registered native plugin; empty when there is none. */
  static get version(): string {
    return registeredBridge()?.version ?? '';
  }

  /** What the native plugin of this recorder can do; false when there is none. */
  get isSupported(): Support | false {
    return this.bridge === undefined ? false : supportOf(this.bridge);
  }

  /** `major.minor.patch` of the native plugin of this recorder; empty when there is none. */
  get version(): string {
    return this.bridge?.version ?? '';
  }

  /** Why the last call was refused; undefined when it was accepted. */
  get lastError(): VoiceRecorderError | undefined {
    return this.calls.lastError;
  }

  /** Milliseconds on the recorder's clock: monotonic, without the time in which the machine slept. 0 when disposed. */
  get now(): number {
    return this.calls.recorder?.nowMs() ?? 0;
  }

  /**
   * A fresh snapshot of counters and levels, at most 20 ms old. It costs one native call and one object a source:
   * cheap enough for every frame. Never throws; without a native recorder everything is 0 and silence is -120.
   */
  get stats(): RecorderStats {
    const status = this.calls.recorder?.readStats(this.statsArray) ?? ReturnCode.NotSupported;
    const values = status === ReturnCode.Ok ? this.statsArray : emptyStatsArray();
    return decodeStats(values, (id) => this.sources.get(id));
  }

  // ---- The known calls ----------------------------------------------------------------------------------------------

  /** Real-time recording, mixed and mono. Answers by `onAudioRecording`. Never throws. */
  startAudioRecording(filePath: string, sampleRate?: number, quality?: NERtcAudioRecordingQuality): number {
    return this.startTask('startAudioRecording', { filePath, sampleRate, quality });
  }

  /** Real-time or cycle-buffer recording. Answers by `onAudioRecording`. Never throws. */
  startAudioRecordingWithConfig(config: AudioRecordingConfig): number {
    return this.startTask('startAudioRecordingWithConfig', config);
  }

  /** Ends the task; code 5 (or 4) follows when its file is complete. 30005 without a task. Never throws. */
  stopAudioRecording(): number {
    return this.calls.run('stopAudioRecording', none, (native) => native.stop());
  }

  /**
   * From this moment on the running task records silence, of that length, until {@link resume} or its end. Pausing twice
   * is once. 30005 without a task. Never throws.
   */
  pause(): number {
    return this.calls.run('pause', none, (native) => native.pause());
  }

  /** The running task records what is said again. 30005 without a task. Never throws. */
  resume(): number {
    return this.calls.run('resume', none, (native) => native.resume());
  }

  // ---- The room -----------------------------------------------------------------------------------------------------

  /** The game is in a room; entering another one leaves the old one first. */
  enterRoom(room: RoomOptions): number {
    return this.calls.run(
      'enterRoom',
      () => checkRoom(room),
      (native, { roomId, userId }) => native.enterRoom(roomId, userId),
    );
  }

  /** The connection is being rebuilt: still in the room. 30101 outside. */
  reconnecting(): number {
    return this.calls.run('reconnecting', none, (native) => native.reconnecting());
  }

  /** The room is left: a running task ends and its file is finished. 30101 outside. */
  leaveRoom(): number {
    return this.calls.run('leaveRoom', none, (native) => native.leaveRoom());
  }

  /** The player agreed, or took it back, which ends a running task. */
  setConsent(given: boolean): number {
    return this.calls.run(
      'setConsent',
      () => flag(argument('given', given), 'given', false),
      (native, value) => native.setConsent(value),
    );
  }

  /** What the sidecars say of the game, its build and the device from now on, up to 64 KiB of JSON; null: nothing. */
  setAbout(about: object | null): number {
    return this.calls.run(
      'setAbout',
      () => (about === null ? '' : toJsonObject('about', about)),
      (native, json) => native.setAbout(json),
    );
  }

  /**
   * The game or its host says what happens to the app: a marker in the sidecars, never a new file. `text` says more
   * about it. In the background everything that is held is on disk within a second.
   */
  notify(notice: Notice, text?: string): number {
    return this.calls.run(
      'notify',
      () => checkNotice(notice, text),
      (native, checkedNotice) => native.notify(checkedNotice.notice, checkedNotice.text),
    );
  }

  // ---- Privacy ------------------------------------------------------------------------------------------------------

  /** Mutes every source, those that come later too, beside what each of them is set to: silence, and not a gap. */
  setMuted(muted: boolean): number {
    return this.calls.run(
      'setMuted',
      () => flag(argument('muted', muted), 'muted', false),
      (native, value) => native.setAllMuted(value),
    );
  }

  /**
   * Leaves this user out, by the `userId` of their sources, those that come later too: from this moment on they are not
   * in the mix. Where tracks are kept apart they are taken out of what is buffered, too: the mix before this moment is
   * made anew out of the others (WAV) or silent (AAC), also in a dump that is still listening. With a mix alone,
   * `forget: true` forgets everything that is buffered. Captures whose audio is complete are not touched.
   */
  exclude(userId: string, options?: ExcludeOptions): number {
    return this.calls.run(
      'exclude',
      () => checkExclude(userId, options),
      (native, excluded) => native.exclude(excluded.userId, excluded.forget),
    );
  }

  /** The user may be heard again from this moment on. */
  include(userId: string): number {
    return this.calls.run(
      'include',
      () => checkUser(userId),
      (native, user) => native.include(user),
    );
  }

  /**
   * Destroys everything that is held: the buffer of a running cycle task, which goes on with an empty one; dumps that are
   * not written, which fail; captures that wait for `retry`; what dead processes left in the recovery folder. Finished
   * captures stay. Memory and files are overwritten before they are given back; what flash memory keeps of an
   * overwritten file nobody can say: where that matters, use `encryptionKey` and drop the key. Resolves when all is
   * destroyed, rejects with 30005 when something could not be.
   */
  wipe(): Promise<void> {
    const wiped = new Deferred<void>();
    const code = this.calls.run('wipe', none, (native) => {
      const status = native.wipe();
      if (status === ReturnCode.Ok) this.wipes.accepted(wiped);
      return status;
    });
    return this.calls.promised(wiped, code);
  }

  // ---- Recovery -----------------------------------------------------------------------------------------------------

  /**
   * Makes captures of what a dead process left in the recovery folder: dumps that were not written, at their own paths;
   * the rest of its buffers, in the captures folder; recordings in real time that were not finished, where they are. What
   * cannot be had now is a problem of the report and is kept for the next time. Call it at the start of the game; it may
   * run while recording goes on, and while other processes record or recover in the same folder. A call during another
   * one waits for it and reports what that one has left. 30005 without a `recoveryFolder`.
   */
  recover(options?: RecoverOptions): Promise<RecoveryReport> {
    const recovered = new Deferred<RecoveryReport>();
    const code = this.calls.run(
      'recover',
      () => checkRecover(options),
      (native, key) => {
        const status = native.recover(key);
        if (status === ReturnCode.Ok) this.recoveries.accepted(recovered);
        return status;
      },
    );
    return this.calls.promised(recovered, code);
  }

  // ---- The idiomatic face -------------------------------------------------------------------------------------------

  /** Starts a task; resolves on code 3, rejects with code 1 or 2, or at once with a `ReturnCode`. */
  start(config: AudioRecordingConfig): Promise<void> {
    const started = new Deferred<void>();
    return this.calls.promised(started, this.startTask('start', config, started));
  }

  /** Ends the task; resolves with its file, rejects with code 4, or at once with a `ReturnCode`. */
  stop(): Promise<Capture> {
    const stopped = new Deferred<Capture>();
    const code = this.calls.run('stop', none, (native) => {
      const status = native.stop();
      if (status === ReturnCode.Ok) this.tasks.stopAccepted(stopped);
      return status;
    });
    return this.calls.promised(stopped, code);
  }

  /**
   * Saves what the cycle buffer holds while recording goes on. The window is `[now - lastSeconds, now + afterSeconds)`.
   * A rejection after the dump was accepted carries `captureId`: its audio is kept for `retry` or `discard`.
   */
  dump(options?: DumpOptions): Promise<Capture> {
    return this.requestDump(() => checkDump(options));
  }

  /** Writes a capture that failed once more, to `filePath` or where it was meant to go. */
  retry(captureId: number, filePath?: string): Promise<Capture> {
    const dumped = new Deferred<Capture>();
    const code = this.calls.run(
      'retry',
      () => ({ id: checkCaptureId(captureId), path: filePath === undefined ? '' : absolutePath('filePath', filePath) }),
      (native, { id, path }) => {
        if (this.dumps.waitsFor(id)) throw invalidState('this capture is still being written');
        const status = native.retry(id, path);
        if (status === ReturnCode.Ok) this.dumps.accepted(id, dumped);
        return status;
      },
    );
    return this.calls.promised(dumped, code);
  }

  /** Gives up a capture that failed; its audio is gone. */
  discard(captureId: number): number {
    return this.calls.run(
      'discard',
      () => checkCaptureId(captureId),
      (native, id) => native.discard(id),
    );
  }

  /**
   * Keeps a marker at this moment for the sidecars of every capture that covers it. `data` is anything that JSON can
   * hold, up to 64 KiB of it. 30005 without a task.
   */
  mark(label: string, data?: unknown): number {
    return this.calls.run(
      'mark',
      () => checkMark(label, data),
      (native, marker) => native.mark(marker.label, marker.dataJson),
    );
  }

  /**
   * Figures of the RTC SDK at this moment (loss, jitter, round trip, ...) for the sidecars of every capture that covers
   * it, up to 64 KiB of JSON. 30005 without a task.
   */
  addStatistics(statistics: object): number {
    return this.calls.run(
      'addStatistics',
      () => toJsonObject('statistics', statistics),
      (native, json) => native.addStatistics(json),
    );
  }

  /** Opens a source, in a room or before. Throws; 30005 for a remote mix beside a remote user. */
  openSource(options: SourceOptions): VoiceSource {
    return this.calls.demand('openSource', () => checkSource(options), this.open);
  }

  /**
   * Opens a source whose voice is a tone that the native plugin makes: a first try without an RTC SDK. Returns what closes
   * it. Throws; 39002 on hosts whose plugin makes none.
   */
  openTestTone(options?: TestToneOptions): Unsubscribe {
    return this.calls.demand('openTestTone', () => checkTestTone(options), this.openTone);
  }

  /** Checks a configuration as a start would and says what it costs. Throws. */
  estimate(config: AudioRecordingConfig): Cost {
    return this.calls.demand('estimate', () => checkTaskConfig(config, this.settings), costOf);
  }

  // ---- Events -------------------------------------------------------------------------------------------------------

  /** Subscribes, in a room or before; returns what takes it back. Throws 30003 on an unknown name. */
  on<K extends RecorderEventName>(event: K, listener: Listener<RecorderEventMap, K>): Unsubscribe {
    this.calls.refuseWhenDisposed('on');
    return checked('on', () => this.emitter.on(event, listener));
  }

  /** Subscribes for one event. */
  once<K extends RecorderEventName>(event: K, listener: Listener<RecorderEventMap, K>): Unsubscribe {
    this.calls.refuseWhenDisposed('once');
    return checked('once', () => this.emitter.once(event, listener));
  }

  /** Removes a listener, or all listeners of the event when none is given. */
  off<K extends RecorderEventName>(event: K, listener?: Listener<RecorderEventMap, K>): void {
    checked('off', () => this.emitter.off(event, listener));
  }

  /** Hands out events and settles promises; call it once a frame. Returns how many native events it handled. */
  tick(): number {
    if (this.ticking || this.calls.disposed) return 0;
    this.ticking = true;
    let handled = 0;
    try {
      this.emitOwn();
      while (handled < EVENTS_PER_TICK) {
        const event = this.calls.recorder?.poll();
        if (event === undefined) break;
        handled++;
        this.router.route(event);
      }
      this.dumps.checkSignals();
    } catch (thrown) {
      this.log.add(LogLevel.Error, `tick: the bridge failed: ${messageOf(thrown)}`);
    } finally {
      this.ticking = false;
    }
    return handled;
  }

  /** Moves a virtual clock and does all work that is due. 30005 on a real clock. */
  advance(durationMs: number): number {
    return this.calls.run(
      'advance',
      () => realNumber(argument('durationMs', durationMs), 'durationMs', 0, 1e12, 0),
      (native, duration) => native.advance(duration),
    );
  }

  // ---- Hotkeys ------------------------------------------------------------------------------------------------------

  /**
   * Binds a key, e.g. `F9` or `Ctrl+Shift+R`, to a dump (default reason `hotkey`) or to a function; returns what takes
   * it back. Feed {@link keyDown} and {@link keyUp}; a tap with three fingers is the key `ThreeFingerTap`. Without a cycle task a dump key does nothing but log. Throws 30003.
   */
  bindHotkey(hotkey: string, action: DumpOptions | (() => void) = {}, options: HotkeyOptions = {}): Unsubscribe {
    this.calls.refuseWhenDisposed('bindHotkey');
    return checked('bindHotkey', () => this.hotkeys.bind(hotkey, action, options));
  }

  /** A key went down. True when a binding acted. Never throws. */
  keyDown(input: KeyInput): boolean {
    return this.keyInput('keyDown', () => this.hotkeys.keyDown(input));
  }

  /** A key went up. Never throws. */
  keyUp(input: KeyInput): void {
    this.keyInput('keyUp', () => {
      this.hotkeys.keyUp(input);
      return false;
    });
  }

  /** All keys count as up; call it when the window loses the focus. */
  releaseKeys(): void {
    this.hotkeys.releaseKeys();
  }

  // ---- The end ------------------------------------------------------------------------------------------------------

  /**
   * Ends a running task, writes its file and every accepted dump, closes all sources. Takes as long as the writing
   * does. Promises that still wait reject with 30005; no event comes any more. Harmless when called again.
   */
  dispose(): void {
    if (this.calls.disposed) return;
    const native = this.calls.detach();
    try {
      native?.destroy();
    } catch (thrown) {
      this.log.add(LogLevel.Error, `dispose: the bridge failed: ${messageOf(thrown)}`);
    }
    const reason = invalidState('the recorder is disposed');
    this.tasks.rejectAll(reason);
    this.dumps.rejectAll(reason);
    this.recoveries.rejectAll(reason);
    this.wipes.rejectAll(reason);
    this.emitter.clear();
    this.sources.clear();
    this.hotkeys.take();
  }

  /** The same as {@link dispose}. */
  destroy(): void {
    this.dispose();
  }

  // ---- Inside -------------------------------------------------------------------------------------------------------

  private create(aboutJson: string): NativeRecorder | undefined {
    if (this.bridge === undefined) {
      const told = noBridgeToTell();
      if (told !== undefined) this.log.add(told.level, told.text);
      return undefined;
    }
    const made = this.bridge.create(this.settings);
    if ('status' in made) throw new VoiceRecorderError(made.status, made.message);
    const isAsItWas = aboutJson === '' || made.takenOver === true;
    const status = isAsItWas ? ReturnCode.Ok : made.setAbout(aboutJson);
    if (status === ReturnCode.Ok) return made;
    const message = `about: ${made.lastError()}`;
    made.destroy();
    throw new VoiceRecorderError(status, message);
  }

  private startTask(name: string, config: unknown, promise?: Deferred<void>): number {
    return this.calls.run(
      name,
      () => checkTaskConfig(config, this.settings),
      (native, settings) => {
        const status = native.start(settings);
        if (status === ReturnCode.Ok) this.tasks.startAccepted(settings.cycleTime, promise);
        return status;
      },
    );
  }

  private requestDump(check: () => { settings: DumpSettings; signal?: WaitSignal | undefined }): Promise<Capture> {
    const dumped = new Deferred<Capture>();
    const code = this.calls.run('dump', check, (native, { settings, signal }) => {
      if (signal?.aborted === true) throw invalidState('the caller no longer waits');
      const { status, captureId } = native.dump(settings);
      if (status === ReturnCode.Ok) this.dumps.accepted(captureId, dumped, signal);
      return status;
    });
    return this.calls.promised(dumped, code);
  }

  private readonly open = (native: NativeRecorder, settings: Required<SourceOptions>): Answer<VoiceSource> => {
    const { kind, userId, label } = settings;
    const { status, source: id } = native.openSource(SOURCE_KINDS.indexOf(kind), userId, label);
    const source = new VoiceSource(this.owner, id, kind, userId, label);
    if (status === ReturnCode.Ok) this.sources.set(id, source);
    return { status, value: source };
  };

  private readonly openTone = (native: NativeRecorder, settings: Required<TestToneOptions>): Answer<Unsubscribe> => {
    const { kind, userId, label, frequencyHz, levelDbfs } = settings;
    if (native.openTestTone === undefined) {
      throw new VoiceRecorderError(ReturnCode.NotSupported, 'the native plugin of this host makes no test tone');
    }
    const index = SOURCE_KINDS.indexOf(kind);
    const { status, source } = native.openTestTone(index, userId, label, frequencyHz, levelDbfs);
    return { status, value: () => this.calls.recorder?.closeSource(source) };
  };

  private keyInput(name: string, action: () => boolean): boolean {
    if (this.calls.disposed) return false;
    try {
      return action();
    } catch (thrown) {
      this.calls.refuse(ReturnCode.InvalidParameter, `${name}: ${messageOf(thrown)}`);
      return false;
    }
  }

  /** Events that the script itself caused since the last tick. */
  private emitOwn(): void {
    for (const line of this.log.take()) this.emitter.emit('log', line);
    for (const event of this.hotkeys.take()) this.emitter.emit('hotkey', event);
  }

  private listenerFailed(name: string, thrown: unknown): void {
    const text = `a listener of ${name} threw: ${messageOf(thrown)}`;
    if (name === 'log') this.log.print(LogLevel.Error, text);
    else this.log.add(LogLevel.Error, text);
  }
}

function none(): undefined {
  return undefined;
}

function readOptions(options: unknown): Fields {
  return checked('options', () => readRecorderOptions(options));
}

function bridgeOf(fields: Fields): NativeBridge | undefined {
  const given = fields.get('bridge');
  if (given === undefined) return registeredBridge();
  return checked('options', () => {
    const isBridge = typeof given === 'object' && given !== null && typeof Reflect.get(given, 'create') === 'function';
    if (!isBridge) throw invalidParameter(expected('bridge', 'a NativeBridge', given));
    return given as NativeBridge;
  });
}
