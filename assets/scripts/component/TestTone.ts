import { messageOf } from '../errors/describe';
import type { Unsubscribe } from '../events/Emitter';
import type { VoiceRecorder } from '../VoiceRecorder';
import { requireTypes, TONE_TYPES } from './fieldTypes';

/** The tone as a scene keeps it. */
export interface TestToneFields {
  readonly testTone: boolean;
  readonly testToneHz: number;
  readonly testToneDbfs: number;
}

/** A voice for a first try without an RTC SDK, switched on and off with its field. */
export class TestTone {
  private close: Unsubscribe | undefined;
  private isOn = false;

  constructor(
    private readonly fields: TestToneFields,
    private readonly refused: (reason: string) => void,
  ) {}

  /** Makes it as the field says; one that is refused is told once, until it is switched off. */
  follow(recorder: VoiceRecorder): void {
    const { testTone, testToneHz, testToneDbfs } = this.fields;
    if (Object.is(testTone, this.isOn)) return;
    this.isOn = testTone;
    this.end();
    if (recorder.isSupported === false) return;
    try {
      requireTypes(this.fields, TONE_TYPES);
      if (!testTone) return;
      this.close = recorder.openTestTone({ userId: 'test-tone', frequencyHz: testToneHz, levelDbfs: testToneDbfs });
    } catch (thrown) {
      this.refused(messageOf(thrown));
    }
  }

  /** The recorder is gone, and the tone with it. */
  forget(): void {
    this.end();
    this.isOn = false;
  }

  private end(): void {
    this.close?.();
    this.close = undefined;
  }
}
