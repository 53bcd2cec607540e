import '../bridge/cocosJsb';
import { _decorator, Component, EventHandler, EventTarget, Game, game } from 'cc';
import { printLine } from '../bridge/console';
import { registeredBridge, whyNoBridge } from '../bridge/registry';
import type { EncryptionKey } from '../config/encryptionKey';
import { RecordingCode } from '../config/enums';
import { messageOf } from '../errors/describe';
import { ReturnCode } from '../errors/ReturnCode';
import { VoiceRecorderError } from '../errors/VoiceRecorderError';
import type { AudioRecordingEvent } from '../events/RecorderEvents';
import { VoiceRecorder } from '../VoiceRecorder';
import type { VoiceRecorderOptions } from '../VoiceRecorder';
import { ATTRIBUTES } from './attributes';
import {
  ChannelCount,
  Durability,
  LogLines,
  RecordingLayout,
  RecordingPosition,
  RecordingQuality,
  SampleRate,
  Tracks,
} from './enums';
import { OPTION_TYPES, RECORDING_TYPES, requireTypes } from './fieldTypes';
import { gameAbout } from './gameAbout';
import { HotkeyInput } from './HotkeyInput';
import { absoluteFolder, folderOf, isAbsolute, recordingPath } from './scenePaths';
import { costOf, dataFolder, recorderOptions, recordingConfig } from './settings';
import { TestTone } from './TestTone';

const { ccclass, disallowMultiple, executionOrder, help, menu, property } = _decorator;
const MIB = 1024 * 1024;
const ROOM_TYPES = { startOnRoomEnter: 'boolean' } as const;
const TASK_TYPES = { ...RECORDING_TYPES, capturesFolder: OPTION_TYPES.capturesFolder };

/** What {@link VoiceRecorderComponent.events} tells, with what its listeners get. */
export interface VoiceRecorderComponentEvents {
  /** The last word over the options before a recorder is made of them, e.g. from what only the running game knows. */
  configuring: (options: VoiceRecorderOptions) => void;
  /** A dump is complete: the path of its file. */
  dumpDone: (filePath: string) => void;
  /** A dump could not be made: why. */
  dumpFailed: (reason: string) => void;
  /** Somebody is recorded from now on (true), or nobody is (false). Show it to the players. */
  recordingChanged: (isRecording: boolean) => void;
  /** A recording did not begin, or ended early: why. */
  recordingFailed: (reason: string) => void;
}

/**
 * A recorder in a scene. While this component is enabled there is a `VoiceRecorder`, which it ticks every frame; when it is
 * disabled or destroyed, or the game closes, the files are finished and the recorder is disposed, which takes as long as
 * writing them does.
 * Enabled again, it makes a new one and enters the room again that it was in. Put it on a node that lives as long as the
 * voice room.
 *
 * Calls that return a number never throw: 0 is accepted, any other value is a `ReturnCode`, and {@link problem} says why.
 * In builds without the native plugin, such as web and mini games, the console says so once and every call answers 39002.
 *
 * Scenes know this class by the UUID beside its file and keep its properties by their names: neither may change.
 */
@ccclass('VoiceRecorder')
@menu('Audio/VoiceRecorder')
@help('i18n:voice-recorder.component.help')
@disallowMultiple
@executionOrder(-1000)
export class VoiceRecorderComponent extends Component {
  // ---- What is recorded, and how; a change holds from the next start on ---------------------------------------------

  /** By which scripts find this recorder over a restart of the script engine: `new VoiceRecorder({ name })`. Empty: none. */
  @property(ATTRIBUTES.recorderName)
  recorderName = '';

  /** `enterRoom` starts recording by itself. */
  @property(ATTRIBUTES.startOnRoomEnter)
  startOnRoomEnter = true;

  /**
   * File of the recording, ending in .wav or .aac. A relative path lies in the captures folder; `{date}` and `{time}` are
   * the start's, `{room}` is the room.
   */
  @property(ATTRIBUTES.filePath)
  filePath = 'voice_{date}_{time}.wav';

  /** 0 writes as it happens; 1..3600 keeps the last so many seconds, which the hotkey and `dump` save. */
  @property(ATTRIBUTES.cycleTime)
  cycleTime = 0;

  /** Of the file, in Hz. */
  @property(ATTRIBUTES.sampleRate)
  sampleRate = SampleRate.Hz32000;

  /** AAC only. */
  @property(ATTRIBUTES.quality)
  quality = RecordingQuality.Medium;

  /** Whose voices are recorded. */
  @property(ATTRIBUTES.position)
  position = RecordingPosition.MixedRecordingAndPlayback;

  /** Where the voices go in the file; `Split` needs both local and remote ones. */
  @property(ATTRIBUTES.layout)
  layout = RecordingLayout.Mix;

  /** Channels of the file. */
  @property(ATTRIBUTES.channels)
  channels = ChannelCount.ByLayout;

  /** Whether users have files of their own. */
  @property(ATTRIBUTES.tracks)
  tracks = Tracks.Mix;

  /** false: an existing file is an error (code 2). */
  @property(ATTRIBUTES.overwrite)
  overwrite = true;

  /** Where what is recorded is kept until it is in its file; `Process` needs a recovery folder. */
  @property(ATTRIBUTES.durability)
  durability = Durability.Default;

  // ---- Folders and bounds of the recorder; a change holds from the next onEnable on ---------------------------------

  /** Where dumps go. Relative: in the folder that the game may write to. */
  @property(ATTRIBUTES.capturesFolder)
  capturesFolder = 'captures';

  /** Where what is recorded lies until it is in its file, so that it survives a crash; relative as above. Empty: nowhere. */
  @property(ATTRIBUTES.recoveryFolder)
  recoveryFolder = '';

  /** File name of a dump without suffix. Empty: `{date}_{time}_{reason}`. */
  @property(ATTRIBUTES.nameTemplate)
  nameTemplate = '';

  /** At most so many captures are kept; 0: no limit. */
  @property(ATTRIBUTES.retentionCount)
  retentionCount = 0;

  /** At most so many bytes of captures; 0: no limit. */
  @property(ATTRIBUTES.retentionBytes)
  retentionBytes = 0;

  /** Nothing older than so many seconds; 0: no limit. */
  @property(ATTRIBUTES.retentionAgeSeconds)
  retentionAgeSeconds = 0;

  /** What must stay free on the disk in bytes; 0: nothing. */
  @property(ATTRIBUTES.minFreeBytes)
  minFreeBytes = 256 * MIB;

  /** Bound of the cycle buffer in memory in bytes, 1 MiB or more; 0: 256 MiB, on phones 64 MiB. */
  @property(ATTRIBUTES.maxBufferBytes)
  maxBufferBytes = 0;

  /** To how many bytes dumps that wait may make a ring on disk grow; 0: twice what it has at the start. */
  @property(ATTRIBUTES.maxRingBytes)
  maxRingBytes = 0;

  /** Sources with a feature track of their own; more are mixed only. */
  @property(ATTRIBUTES.maxSources)
  maxSources = 8;

  /** Users that `Separate` tracks keep apart; more are in the mix only. */
  @property(ATTRIBUTES.maxTracks)
  maxTracks = 4;

  /** The mix lags the clock by this, in milliseconds. */
  @property(ATTRIBUTES.mixDelayMs)
  mixDelayMs = 200;

  // ---- How a player saves the last seconds; a change holds at once --------------------------------------------------

  /** One key with any number of modifiers: `F9`, `Ctrl+Shift+R`. Empty: none. */
  @property(ATTRIBUTES.hotkey)
  hotkey = 'F9';

  /** A tap with three fingers does the same on a touch screen. */
  @property(ATTRIBUTES.threeFingerTap)
  threeFingerTap = true;

  /** Presses within so many milliseconds after one that counted are ignored. */
  @property(ATTRIBUTES.cooldownMs)
  cooldownMs = 1000;

  /** Saves the last so many seconds; 0: all that is buffered. */
  @property(ATTRIBUTES.lastSeconds)
  lastSeconds = 0;

  /** Goes on listening for so many seconds after the press. */
  @property(ATTRIBUTES.afterSeconds)
  afterSeconds = 0;

  /** Of the dump, for its sidecar and its file name. */
  @property(ATTRIBUTES.reason)
  reason = 'hotkey';

  // ---- Consent, log, test tone, events ------------------------------------------------------------------------------

  /** A start is refused until `setConsent(true)`. */
  @property(ATTRIBUTES.requireConsent)
  requireConsent = false;

  /** Which lines of the recorder go to the console. */
  @property(ATTRIBUTES.logLevel)
  logLevel = LogLines.Warning;

  /** A voice for a first try without an RTC SDK: a tone as the local user, recorded, not heard. A change holds at once. */
  @property(ATTRIBUTES.testTone)
  testTone = false;

  /** Its frequency, 50..8000 Hz; a change holds when it is switched on the next time. */
  @property(ATTRIBUTES.testToneHz)
  testToneHz = 440;

  /** Its level in dB of full scale, -60..0. */
  @property(ATTRIBUTES.testToneDbfs)
  testToneDbfs = -12;

  /** Called with the path of every dump that is complete. */
  @property(ATTRIBUTES.dumpDone)
  dumpDone: EventHandler[] = [];

  /** Called with the reason when a dump could not be made. */
  @property(ATTRIBUTES.dumpFailed)
  dumpFailed: EventHandler[] = [];

  /** Called with true when somebody is recorded from now on, with false when nobody is. */
  @property(ATTRIBUTES.recordingChanged)
  recordingChanged: EventHandler[] = [];

  /** The memory that a recording by these fields takes, about. */
  @property(ATTRIBUTES.estimatedMemoryMiB)
  get estimatedMemoryMiB(): number {
    return inMiB(costOf(this).bufferBytes);
  }

  /** Its files: the capture of a full cycle buffer; in real time, of one hour. */
  @property(ATTRIBUTES.estimatedFileMiB)
  get estimatedFileMiB(): number {
    return inMiB(costOf(this).fileBytes);
  }

  // ---- What scripts use beside the properties -----------------------------------------------------------------------

  /** The same events for scripts, and two more; see {@link VoiceRecorderComponentEvents}. Listeners stay over a disable. */
  readonly events = new EventTarget();

  /** 32 bytes or 64 hexadecimal digits with which ring and captures are encrypted, from the next start on. Never saved. */
  encryptionKey: EncryptionKey | undefined = undefined;

  private static readonly enabledOnes: VoiceRecorderComponent[] = [];

  private face: VoiceRecorder | undefined = undefined;
  private lastProblem = '';
  private recording = false;
  private isClosing = false; // or closed; what is about to be destroyed counts as enabled still
  private failure: number | undefined = undefined; // why none could be made; once is enough to say it
  private isInBackground = false;
  private isStarting = false; // accepted, and no event has told yet what became of it
  private roomId = '';
  private userId = '';
  private readonly keys = new HotkeyInput(this, {
    current: () => this.face,
    warn: (problem) => printLine(2, problem),
    refused: (reason) => this.tellDumpFailed(reason, true),
  });
  private readonly tone = new TestTone(this, (reason) => printLine(2, `test tone: ${reason}`));

  /** The first that is enabled; undefined: none is. */
  static get current(): VoiceRecorderComponent | undefined {
    return VoiceRecorderComponent.enabledOnes[0];
  }

  /**
   * The recorder with everything that it can do, made at the first use while this component is enabled. undefined while it
   * is disabled, and where none can be made, which {@link problem} explains. It is disposed with this component: do not
   * keep it, and do not dispose it.
   */
  get recorder(): VoiceRecorder | undefined {
    const canMake = !this.isClosing && this.failure === undefined && this.enabledInHierarchy;
    if (this.face === undefined && canMake) this.make();
    return this.face;
  }

  /** Why there is no recorder, or why the last call was refused or a recording failed; empty when all is well. */
  get problem(): string {
    return this.lastProblem;
  }

  /** Whether somebody is recorded now. */
  get isRecording(): boolean {
    return this.recording;
  }

  /**
   * The game is in a voice room. Starts recording where `startOnRoomEnter` is set and nothing is recorded yet; a start that
   * is refused is a warning in the console.
   */
  enterRoom(roomId: string, userId = ''): number {
    const status = this.call((recorder) => {
      requireTypes<VoiceRecorderComponent>(this, ROOM_TYPES);
      return recorder.enterRoom({ roomId, userId });
    });
    if (status !== ReturnCode.Ok) return status;
    this.roomId = roomId;
    this.userId = userId;
    if (this.startOnRoomEnter) this.startUnlessRunning();
    return status;
  }

  /** The connection is being rebuilt: still in the room. */
  reconnecting(): number {
    return this.call((recorder) => recorder.reconnecting());
  }

  /** The room is left: a running task ends and its file is finished. */
  leaveRoom(): number {
    this.roomId = '';
    this.isStarting = false;
    return this.call((recorder) => recorder.leaveRoom());
  }

  /** The player agreed, which starts what was to start on entering the room, or took it back. */
  setConsent(given: boolean): number {
    const status = this.call((recorder) => {
      if (given) requireTypes<VoiceRecorderComponent>(this, ROOM_TYPES); // it can always be taken back
      return recorder.setConsent(given);
    });
    const starts = status === ReturnCode.Ok && given && this.startOnRoomEnter && this.roomId !== '';
    if (starts) this.startUnlessRunning();
    return status;
  }

  /** Starts a task by the fields of this component; what becomes of it are events. */
  startRecording(): number {
    const status = this.call((recorder) => {
      requireTypes<VoiceRecorderComponent>(this, TASK_TYPES);
      return recorder.startAudioRecordingWithConfig(recordingConfig(this, this.nextPath(), this.encryptionKey));
    });
    this.isStarting = this.isStarting || status === ReturnCode.Ok;
    return status;
  }

  /** Ends the task; its file is complete when code 5 comes. */
  stopRecording(): number {
    return this.call((recorder) => recorder.stopAudioRecording());
  }

  /**
   * Saves the last seconds while recording goes on; 0: all that is buffered. 0 when it was accepted: `dumpDone` or
   * `dumpFailed` follows. 30005 without a cycle task.
   */
  dump(reason = 'dump', lastSeconds = 0): number {
    return this.call((recorder) => {
      recorder.dump({ reason, lastSeconds }).catch(() => undefined); // events tell how it ended
      return recorder.lastError?.code ?? ReturnCode.Ok;
    });
  }

  // ---- The life of the node -----------------------------------------------------------------------------------------

  protected override onEnable(): void {
    this.isClosing = false;
    this.failure = undefined;
    const { enabledOnes } = VoiceRecorderComponent;
    if (!enabledOnes.includes(this)) enabledOnes.push(this);
    this.listen();
    if (this.recorder !== undefined && this.roomId !== '') this.enterRoom(this.roomId, this.userId);
  }

  protected override update(): void {
    if (this.face === undefined) return;
    this.tone.follow(this.face);
    this.face.tick();
  }

  protected override onDisable(): void {
    this.close();
  }

  protected override onDestroy(): void {
    this.close();
  }

  private listen(): void {
    this.ignore();
    game.on(Game.EVENT_HIDE, this.onHide, this);
    game.on(Game.EVENT_SHOW, this.onShow, this);
    game.on(Game.EVENT_CLOSE, this.close, this); // no node is told that the game ends
    this.keys.listen();
  }

  private ignore(): void {
    game.off(Game.EVENT_HIDE, this.onHide, this);
    game.off(Game.EVENT_SHOW, this.onShow, this);
    game.off(Game.EVENT_CLOSE, this.close, this);
    this.keys.ignore();
  }

  private make(): void {
    try {
      const options: VoiceRecorderOptions = { ...recorderOptions(this, registeredBridge()), about: gameAbout() };
      this.events.emit('configuring', options);
      const made = new VoiceRecorder(options);
      this.face = made;
      this.lastProblem = made.isSupported === false ? (whyNoBridge()?.reason ?? '') : '';
      this.isStarting = false;
      this.isInBackground = false; // a new recorder was not told of it
      made.on('audioRecording', (event) => this.onTask(event));
      made.on('dumpDone', ({ capture }) => this.tell('dumpDone', capture.filePath));
      made.on('dumpFailed', ({ reason }) => this.tellDumpFailed(reason, false));
      made.on('onRecordingStateChanged', (state) => this.tellRecording(state === 'recording'));
      this.keys.attach(made);
      const { taskState, paused } = made.stats;
      this.tellRecording(taskState !== 'idle' && !paused); // one that was taken over may be recording
    } catch (thrown) {
      this.failure = this.refused(thrown);
      printLine(1, `nothing can be recorded: ${this.lastProblem}`);
    }
  }

  private close(): void {
    this.isClosing = true;
    this.ignore();
    const { enabledOnes } = VoiceRecorderComponent;
    const index = enabledOnes.indexOf(this);
    if (index >= 0) enabledOnes.splice(index, 1);
    const closed = this.face;
    if (closed === undefined) return;
    closed.tick(); // what is known by now is still told
    this.keys.detach();
    this.tone.forget();
    this.face = undefined;
    closed.dispose();
    this.tellRecording(false);
  }

  // ---- Interruptions: the game loop stands still in the background; a marker says so, and no recording ends ----------

  private onHide(): void {
    this.keys.release();
    if (this.face === undefined || this.isInBackground) return;
    this.isInBackground = true;
    this.face.notify('background');
  }

  private onShow(): void {
    if (this.face === undefined || !this.isInBackground) return;
    this.isInBackground = false;
    this.face.notify('foreground');
  }

  // ---- Inside -------------------------------------------------------------------------------------------------------

  private nextPath(): string {
    const data = dataFolder(registeredBridge());
    const path = recordingPath(
      this.filePath,
      absoluteFolder(this.capturesFolder, data) || data,
      this.roomId,
      new Date(),
    );
    const isOwnFolder = !isAbsolute(this.filePath) && !isAbsolute(this.capturesFolder);
    if (isOwnFolder) registeredBridge()?.makeFolder?.(folderOf(path));
    return path;
  }

  private startUnlessRunning(): void {
    if (this.isStarting || this.face?.stats.taskState !== 'idle') return;
    if (this.startRecording() !== ReturnCode.Ok) printLine(2, `not recording: ${this.lastProblem}`);
  }

  private call(act: (recorder: VoiceRecorder) => number): number {
    const { recorder } = this;
    if (recorder === undefined) {
      if (this.failure !== undefined) return this.failure; // problem says why
      this.lastProblem = 'the VoiceRecorder component is disabled; enable it and its node';
      return ReturnCode.InvalidState;
    }
    try {
      const status = act(recorder);
      this.lastProblem = status === ReturnCode.Ok ? '' : (recorder.lastError?.message ?? '');
      return status;
    } catch (thrown) {
      return this.refused(thrown);
    }
  }

  /** Keeps why, and tells the code. */
  private refused(thrown: unknown): number {
    this.lastProblem = messageOf(thrown);
    if (registeredBridge() === undefined) return ReturnCode.NotSupported;
    return thrown instanceof VoiceRecorderError ? thrown.code : ReturnCode.InvalidState;
  }

  private onTask({ code, filePath, message }: AudioRecordingEvent): void {
    this.isStarting = false;
    if (code === RecordingCode.Start || code === RecordingCode.Finish) return;
    this.lastProblem = failureText(code, filePath, message);
    printLine(1, this.lastProblem);
    this.emit('recordingFailed', () => this.events.emit('recordingFailed', this.lastProblem));
  }

  private tellDumpFailed(reason: string, isNew: boolean): void {
    if (isNew) printLine(2, reason);
    this.tell('dumpFailed', reason);
  }

  private tellRecording(isRecording: boolean): void {
    if (isRecording === this.recording) return;
    this.recording = isRecording;
    this.tell('recordingChanged', isRecording);
  }

  private tell(name: 'dumpDone' | 'dumpFailed' | 'recordingChanged', value: string | boolean): void {
    this.emit(name, () => EventHandler.emitEvents(this[name], value));
    this.emit(name, () => this.events.emit(name, value));
  }

  /** What a listener throws is the game's own error: it is told, and stops nothing. */
  private emit(name: keyof VoiceRecorderComponentEvents, act: () => void): void {
    try {
      act();
    } catch (thrown) {
      printLine(1, `a listener of ${name} threw: ${messageOf(thrown)}`);
    }
  }
}

function failureText(code: number, filePath: string, message: string): string {
  const what: Readonly<Record<number, string>> = {
    [RecordingCode.ErrorSuffix]: 'not recording: filePath must end in .wav or .aac',
    [RecordingCode.OpenFileFailed]: 'not recording: the file cannot be written; its folder must exist and be writable',
    [RecordingCode.RecordError]: 'recording ended early',
  };
  return `${what[code] ?? `code ${code}`}: ${filePath}${message === '' ? '' : ` (${message})`}`;
}

function inMiB(bytes: number): number {
  return Math.round((bytes / MIB) * 10) / 10;
}
