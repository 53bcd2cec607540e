import { _decorator, Component, Label } from 'cc';
import { VoiceRecorderComponent } from 'db://voice-recorder/scripts/component/VoiceRecorderComponent';

const { ccclass, property } = _decorator;

/**
 * The voice room of a game. Here it is entered at once and the recorder's test tone is its only voice. With a real SDK:
 *
 * 1. call `joined`, `reconnecting` and `left` where the SDK says so: NERTC's onJoinChannel, onReconnectingStart and
 *    onLeaveChannel, Agora's onJoinChannelSuccess, onConnectionStateChanged and onLeaveChannel; and `start` joins by it;
 * 2. in C++ hand the SDK an observer that pushes into the recorder of this scene. It is found by its Name:
 *    `vr_cocos_recorder("room")`, once the component is enabled. native/doc/cocos-native.md in the extension has it for
 *    NERTC, Agora and WebRTC;
 * 3. switch the test tone off.
 */
@ccclass('VoiceRoom')
export class VoiceRoom extends Component {
  @property(VoiceRecorderComponent)
  recorder: VoiceRecorderComponent | null = null;

  /** Tells the player what is going on: who is recorded must know. */
  @property(Label)
  status: Label | null = null;

  protected override onEnable(): void {
    const events = this.recorder?.events;
    events?.on('recordingChanged', this.onRecordingChanged, this);
    events?.on('recordingFailed', this.onFailed, this);
    events?.on('dumpDone', this.onSaved, this);
    events?.on('dumpFailed', this.onFailed, this);
  }

  protected override start(): void {
    this.joined('lobby', 'me');
  }

  protected override onDisable(): void {
    const events = this.recorder?.events;
    events?.off('recordingChanged', this.onRecordingChanged, this);
    events?.off('recordingFailed', this.onFailed, this);
    events?.off('dumpDone', this.onSaved, this);
    events?.off('dumpFailed', this.onFailed, this);
  }

  /** The SDK has joined a room: recording starts, because Start on room enter is set. */
  joined(roomId: string, userId: string): void {
    if (this.recorder?.enterRoom(roomId, userId) !== 0) this.onFailed(this.recorder?.problem ?? 'no recorder is set');
  }

  /** The SDK has lost the connection and builds it up again. */
  reconnecting(): void {
    this.recorder?.reconnecting();
  }

  /** The SDK has left the room: recording ends. */
  left(): void {
    this.recorder?.leaveRoom();
  }

  private onRecordingChanged(isRecording: boolean): void {
    this.say(isRecording ? 'Recording' : 'Not recording');
  }

  private onSaved(filePath: string): void {
    this.say(`Saved ${filePath}`);
  }

  private onFailed(reason: string): void {
    this.say(reason);
  }

  private say(text: string): void {
    console.log(`VoiceRoom: ${text}`);
    if (this.status !== null) this.status.string = text;
  }
}
