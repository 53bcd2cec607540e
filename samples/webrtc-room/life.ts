import { Game } from './game';
import type { GameSettings, VoiceRoom } from './game';
import { tell } from './lifeReport';
import { planOfCrash } from './plan';
import type { RunOptions } from './options';
import { ExitCode } from './sampleError';
import type { Screen } from './Screen';
import { Session } from './Session';

/** The first life: talks, and tells after each block how much it has said, until it is killed or interrupted. */
export async function talkUntilKilled(
  room: VoiceRoom,
  settings: GameSettings,
  options: RunOptions,
  screen: Screen,
  onInterrupt: (quit: () => void) => void,
): Promise<ExitCode> {
  let session: Session | undefined;
  let sentFrames = 0;
  const watched: VoiceRoom = {
    roomId: room.roomId,
    localUserId: room.localUserId,
    remoteUserIds: room.remoteUserIds,
    onAudio: (listener) =>
      room.onAudio((userId, block) => {
        listener(userId, block);
        if (userId !== room.localUserId) return;
        sentFrames += block.samples.length;
        if (session && session.log.tasks.length > 0) tell({ sentFrames, recordedSeconds: session.log.elapsedSeconds });
      }),
    onFigures: (listener) => room.onFigures?.(listener),
  };
  const game = new Game(watched, settings);
  try {
    session = new Session(game, screen, false, options.last);
    onInterrupt(() => session?.quit());
    await session.run(planOfCrash(options));
    return ExitCode.Interrupted;
  } finally {
    game.end();
  }
}

/** The second life: recovers what the first one has left, and is over. */
export async function recoverAndEnd(settings: GameSettings, screen: Screen): Promise<ExitCode> {
  const nobody: VoiceRoom = { roomId: 'lobby', localUserId: 'me', remoteUserIds: [], onAudio: () => undefined };
  const game = new Game(nobody, settings);
  try {
    const session = new Session(game, screen, false, settings.lastSeconds);
    await session.run({ tasks: [], dump: undefined });
    tell({ recovered: session.recovered });
    return ExitCode.Fine;
  } finally {
    game.end();
  }
}
