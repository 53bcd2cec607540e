import { readFile } from 'node:fs/promises';

import type { RecoveredCapture } from '../../assets/scripts/index';
import type { CaptureFacts } from './captureFacts';
import type { CrashRecord } from './crash';
import { SHORTEST_HEARD_S } from './expectations';
import { factsOf, judgeFile, look } from './fileExpectations';
import type { Expectation, Look } from './fileExpectations';
import { CYCLE_TIME_S } from './options';
import type { Players } from './PeerRoom';
import { compareWithSent } from './sentVoice';
import { VOICE_RATE_HZ } from './voiceFormat';
import { parseWav } from './wavFile';

const FORMAT = { sampleRate: VOICE_RATE_HZ, channels: 1 };
const MIX_DELAY_S = 0.2;
/** Of the newest audio, counted from the last block that the recorder took. */
const MOST_LOST_S = 0.25 + MIX_DELAY_S;
/** The mix may hold a little more than the last block that could be told before the kill. */
const MOST_EXTRA_S = 0.1;
const LEAST_MATCHED = 0.95;
const NOBODY: ReadonlySet<string> = new Set();

/** How many seconds of talk up to the kill could be held at all. */
export function talkSeconds({ recordedSeconds }: CrashRecord): number {
  return Math.min(recordedSeconds, CYCLE_TIME_S);
}

/** Everything that is expected of a crash and of what was recovered after it. */
export async function judgeCrash(crash: CrashRecord, players: Players, localVoice: Int16Array): Promise<Expectation[]> {
  const { captures, problems } = crash.recovered;
  const [capture] = captures;
  const looks: Look[] = [
    look('killed in mid-talk', crash.signal === 'SIGKILL', 'SIGKILL', crash.signal),
    look('one capture', captures.length === 1, '1', String(captures.length)),
    look('no problems', problems.length === 0, 'none', problems.map(({ reason }) => reason).join(', ') || 'none'),
  ];
  if (capture !== undefined) looks.push(...(await judgeRecovered(crash, capture, players, localVoice)));
  return looks.map((one) => ({ about: 'after the crash', ...one }));
}

async function judgeRecovered(
  crash: CrashRecord,
  capture: RecoveredCapture,
  { talkers, localUserId }: Players,
  localVoice: Int16Array,
): Promise<Look[]> {
  const facts = await factsOf(capture.filePath, capture.sidecarPath);
  const audible = talkSeconds(crash) < SHORTEST_HEARD_S ? NOBODY : talkers;
  const looks = [
    look('recovered', capture.origin === 'recovered', 'recovered', capture.origin),
    look('nothing missing', capture.missing === '', 'nothing', capture.missing || 'nothing'),
    ...judgeFile(facts, FORMAT, audible, capture.peakDbfs, (seconds) => lengthUpToTheKill(seconds, talkSeconds(crash))),
  ];
  if (typeof facts === 'string') return looks;
  return [...looks, ...(await judgeLocalTrack(crash, facts, localUserId, localVoice))];
}

function lengthUpToTheKill(seconds: number, talked: number): Look {
  const [least, most] = [talked - MOST_LOST_S, talked + MOST_EXTRA_S];
  const expected = `${least.toFixed(3)} to ${most.toFixed(3)} s`;
  return look('audio up to the kill', seconds >= least && seconds <= most, expected, `${seconds.toFixed(3)} s`);
}

/** The local player's own track holds nothing but what the microphone sent, so it can be compared with that. */
async function judgeLocalTrack(
  { sentFrames, recordedSeconds }: CrashRecord,
  { tracks, frames }: CaptureFacts,
  localUserId: string,
  localVoice: Int16Array,
): Promise<Look[]> {
  const path = tracks.find((track) => /\.local\.wav$/.test(track));
  if (path === undefined) return [look(`a track of ${localUserId}`, false, 'NAME.local.wav', tracks.join() || 'none')];
  const track = parseWav(await readFile(path));
  const talkedFrames = Math.round(recordedSeconds * VOICE_RATE_HZ);
  const begin = sentFrames - Math.min(talkedFrames, track.frames);
  const { windows, matched, endFrame } = compareWithSent(track.samples, localVoice, begin);
  const lostSeconds = endFrame === undefined ? Infinity : (sentFrames - endFrame) / VOICE_RATE_HZ;
  return [
    look('tracks as long as the mix', track.frames === frames, `${frames} frames`, `${track.frames}`),
    look(
      `what ${localUserId} said`,
      windows > 0 && matched >= LEAST_MATCHED * windows,
      `at least ${LEAST_MATCHED * 100} % of what was sent, sample by sample`,
      `${matched} of ${windows} tenths of a second`,
    ),
    look(
      'newest audio lost',
      lostSeconds <= MOST_LOST_S,
      `at most ${MOST_LOST_S * 1000} ms`,
      `${(lostSeconds * 1000).toFixed(0)} ms`,
    ),
  ];
}
