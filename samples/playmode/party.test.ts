import '../../assets/scripts/bridge/nodePuerts';
import { recordWhile, voiceMatchers } from '../../assets/scripts/testing';
import { generateVoice } from '../webrtc-room/generatedVoice';
import { VOICE_RATE_HZ } from '../webrtc-room/voiceFormat';
import { loadWrtc } from '../webrtc-room/wrtc';
import { FINE } from './BadNetwork';
import { faultOf } from './faults';
import { Party } from './Party';
import { seeded } from './seeded';

expect.extend(voiceMatchers);
jest.setTimeout(30_000);

const ANN = { from: { user: 'ann' } } as const;
/** For what is still on its way, and in the jitter buffer. */
const SETTLE_S = 1;
const TONE_HZ = 600;
/** With this seed no packet of Ann's arrives for half a second, again and again. */
const SEED = 310;
const TERRIBLE = { loss: 0.75, burst: 25, jitterMs: 30 };

const spoken = generateVoice(190, 6);
const tone = Int16Array.from({ length: VOICE_RATE_HZ }, (_, frame) =>
  Math.round(8000 * Math.sin((2 * Math.PI * TONE_HZ * frame) / VOICE_RATE_HZ)),
);

let party: Party;
const partyWith = async (voice: Int16Array): Promise<void> => {
  party = await Party.open(await loadWrtc(), voice, faultOf(process.env), seeded(SEED));
};
afterEach(() => party.close());

describe('mute', () => {
  test('whoever is muted is not heard, and is heard again after', async () => {
    await partyWith(spoken);
    const { ann, bob } = party;
    let mutedAt = 0;
    let unmutedAt = 0;
    const heard = await recordWhile(bob, async ({ seconds, wait }) => {
      await wait(1.2);
      ann.mute();
      mutedAt = seconds();
      await wait(SETTLE_S + 1);
      ann.unmute();
      unmutedAt = seconds();
      await wait(1.5);
    });
    await expect(heard).toHearSpeech({ ...ANN, between: [0, mutedAt] });
    await expect(heard).not.toHearSpeech({ ...ANN, between: [mutedAt + SETTLE_S, unmutedAt] });
    await expect(heard).toHearSpeech({ ...ANN, between: [unmutedAt, Infinity] });
  });
});

describe('leave', () => {
  test('whoever has left is heard by nobody', async () => {
    await partyWith(spoken);
    const { ann, bob } = party;
    let leftAt = 0;
    const heard = await recordWhile(bob, async ({ seconds, wait }) => {
      await wait(1.2);
      ann.leave();
      leftAt = seconds();
      await wait(SETTLE_S + 1);
    });
    await expect(heard).toHearSpeech({ ...ANN, between: [0, leftAt] });
    await expect(heard).not.toHearSpeech({ ...ANN, between: [leftAt + SETTLE_S, Infinity] });
  });
});

describe('network', () => {
  test('a bad network is heard, and the game warns of it', async () => {
    await partyWith(tone);
    const { bob } = party;
    party.setNetwork(TERRIBLE);
    let warned = false;
    const heard = await recordWhile(bob, async ({ wait }) => {
      await wait(3);
      warned = bob.warnsOf('ann');
    });
    await expect(heard).not.toContainTone(TONE_HZ, { ...ANN, atLeastSeconds: 1.5 });
    expect(warned).toBe(true);
  });
});

describe('recovery', () => {
  test('once the network is fine again the voice is whole, and the warning is gone', async () => {
    await partyWith(tone);
    const { bob } = party;
    party.setNetwork(TERRIBLE);
    let fineAt = 0;
    let warned = true;
    const heard = await recordWhile(bob, async ({ seconds, wait }) => {
      await wait(1.2);
      party.setNetwork(FINE);
      fineAt = seconds() + SETTLE_S;
      await wait(SETTLE_S + 3);
      warned = bob.warnsOf('ann');
    });
    await expect(heard).toContainTone(TONE_HZ, { ...ANN, between: [fineAt, Infinity], atLeastSeconds: 0.9 });
    expect(warned).toBe(false);
  });
});
