import { ConnectionFigures } from '../../samples/webrtc-room/ConnectionFigures';
import type { VoiceRoom } from '../../samples/webrtc-room/game';
import { Outage } from '../../samples/webrtc-room/Outage';

describe('ConnectionFigures', () => {
  const inbound = (
    packetsReceived: number,
    packetsLost: number,
    jitterBufferDelay = 0,
    jitterBufferEmittedCount = 0,
  ) => ({
    ...{ type: 'inbound-rtp', kind: 'audio', jitter: 0.0032, packetsReceived, packetsLost },
    ...{ jitterBufferDelay, jitterBufferEmittedCount },
  });
  const path = { type: 'candidate-pair', nominated: true, state: 'succeeded', currentRoundTripTime: 0.0214 };

  test('AreOfTheTimeSinceTheLastReading', () => {
    const figures = new ConnectionFigures();
    expect(figures.read([inbound(90, 10, 4800, 48000), path])).toEqual({
      ...{ lossPercent: 10, jitterMs: 3.2, roundTripMs: 21.4, bufferMs: 100 },
    });
    expect(figures.read([inbound(190, 10, 9600, 144000), path])).toMatchObject({ lossPercent: 0, bufferMs: 50 });
  });

  test('AreMissingUntilSoundArrives', () => {
    expect(new ConnectionFigures().read([path, { type: 'inbound-rtp', kind: 'video' }])).toBeUndefined();
  });

  test('AreZeroWhereNothingMoved', () => {
    const figures = new ConnectionFigures();
    figures.read([inbound(5, 0)]);
    expect(figures.read([inbound(5, 0)])).toMatchObject({ lossPercent: 0, roundTripMs: 0, bufferMs: 0 });
  });
});

describe('Outage', () => {
  test('LeavesOutTheFirstRemotePlayerForTwoSeconds', () => {
    let push: (userId: string) => void = () => undefined;
    let nowMs = 500;
    const block = { samples: new Int16Array(480), sampleRate: 48000, channels: 1 };
    const room: VoiceRoom = {
      roomId: 'lobby',
      localUserId: 'me',
      remoteUserIds: ['ann', 'bob'],
      onAudio: (listener) => (push = (userId) => listener(userId, block)),
    };
    const heard: string[] = [];
    new Outage(room, 3, () => nowMs).onAudio((userId) => heard.push(`${userId} ${nowMs}`));
    for (nowMs of [500, 3499, 3500, 5499, 5500]) for (const userId of ['me', 'ann', 'bob']) push(userId);
    expect(heard.filter((line) => line.startsWith('ann'))).toEqual(['ann 500', 'ann 3499', 'ann 5500']);
    expect(heard.filter((line) => !line.startsWith('ann')).length).toBe(10);
  });
});
