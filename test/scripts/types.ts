// Checked by the compiler alone: what a game can write, and what it cannot.
import type {
  Capture,
  DegradedReason,
  RecoveredCapture,
  RecoveryProblem,
  RecoveryReport,
  Support,
  VoiceRecorder,
} from '../../assets/scripts/index';

export async function whatCompiles(recorder: VoiceRecorder, key: Uint8Array): Promise<void> {
  const codes: number[] = [
    ...[recorder.pause(), recorder.resume(), recorder.setMuted(true), recorder.include('ann')],
    ...[recorder.exclude('ann'), recorder.exclude('ann', { forget: true }), recorder.addStatistics({ rttMs: 40 })],
    ...[recorder.setAbout({ build: 7 }), recorder.setAbout(null), recorder.notify('background', 'a call')],
  ];
  await recorder.wipe();
  const { captures, problems }: RecoveryReport = await recorder.recover({ encryptionKey: key });
  const [recovered] = captures;
  const capture: Capture | undefined = recovered;
  const lacks: string | undefined = recovered?.missing;
  const paths: readonly string[] = capture?.trackPaths ?? [];
  await recorder.start({ durability: 'process', tracks: 'separate', encryptionKey: 'ab'.repeat(32) });
  recorder.on('onRecordingStateChanged', (state: 'idle' | 'recording' | 'paused') => void state);
  recorder.on('degraded', ({ reason, message }: { reason: DegradedReason; message: string }) => void [reason, message]);
  recorder.on('restored', ({ reason }: { reason: DegradedReason }) => void reason);
  recorder.on('recovered', (event: { capture: RecoveredCapture }) => void event);
  recorder.on('recoveryProblem', (problem: RecoveryProblem) => void problem);
  recorder.on('recoveryProgress', ({ progress }: { progress: number }) => void progress);
  const support: Support | false = recorder.isSupported;
  const { paused, degraded, durableSeconds, ringBytes } = recorder.stats;
  const figures: [boolean, DegradedReason | undefined, number, number] = [paused, degraded, durableSeconds, ringBytes];
  const ring: number = recorder.estimate({}).ringBytes;
  void [codes, problems, lacks, paths, support && support.encryption, figures, ring];
}

export function whatDoesNot(recorder: VoiceRecorder): void {
  // @ts-expect-error: there is no such notice
  recorder.notify('sleep');
  // @ts-expect-error: a text is no object
  recorder.setAbout('a game');
  // @ts-expect-error: figures cannot be taken back
  recorder.addStatistics(null);
  // @ts-expect-error: there is no such option
  recorder.exclude('ann', { forgive: true });
  // @ts-expect-error: there is no such durability
  recorder.startAudioRecordingWithConfig({ durability: 'disk' });
  // @ts-expect-error: a key is no list of numbers
  recorder.startAudioRecordingWithConfig({ encryptionKey: [1, 2, 3] });
  // @ts-expect-error: its name has no "on"
  recorder.on('onDegraded', () => undefined);
  // @ts-expect-error: a state is no number
  recorder.on('onRecordingStateChanged', (state: number) => void state);
}
