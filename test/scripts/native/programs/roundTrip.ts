import '../../../../assets/scripts/bridge/nodePuerts';
import { VoiceRecorder } from '../../../../assets/scripts/index';

// Twenty seconds of a tone in virtual time, the last ten as AAC (where the build has it) and as WAV.
const folder = process.argv[2] ?? '';
const { formats } = VoiceRecorder.isSupported || { formats: [] };
for (const suffix of formats) {
  const recorder = new VoiceRecorder({ capturesFolder: folder, virtualClock: true });
  recorder.enterRoom({ roomId: 'lobby', userId: 'me' });
  const mic = recorder.openSource({ kind: 'local', userId: 'me' });
  const started = recorder.start({ filePath: `${folder}/cycle.${suffix}`, cycleTime: 60 });
  recorder.advance(10);
  recorder.tick();
  await started;
  const block = new Int16Array(480);
  for (let i = 0; i < 2000; i++) {
    for (let k = 0; k < 480; k++) block[k] = 16384 * Math.sin((2 * Math.PI * 440 * (i * 480 + k)) / 48000);
    mic.push(block, { sampleRate: 48000, channels: 1, captureTimeMs: recorder.now });
    recorder.advance(10);
    recorder.tick();
  }
  const dumped = recorder.dump({ lastSeconds: 10 });
  for (let i = 0; i < 100; i++) {
    recorder.advance(10);
    recorder.tick();
  }
  const { format, sampleRate, durationSeconds, sizeBytes, peakDbfs, filePath } = await dumped;
  console.log(JSON.stringify({ format, sampleRate, durationSeconds, sizeBytes, peakDbfs, filePath }));
  recorder.dispose();
}
