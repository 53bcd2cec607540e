import { constants, existsSync } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { RecordingCode, ReturnCode, VoiceRecorderError } from '../../assets/scripts/index';
import { CaptureViewer } from './CaptureViewer';
import { PassedControls } from './Controls';
import type { Controls } from './Controls';
import { crashAndRecover } from './crash';
import { judgeCrash, talkSeconds } from './crashExpectations';
import { judge, judgePlan } from './expectations';
import type { Expectation } from './fileExpectations';
import { Game } from './game';
import type { GameSettings } from './game';
import { recoverAndEnd, talkUntilKilled } from './life';
import type { RunOptions } from './options';
import { Outage } from './Outage';
import { PeerRoom, loadVoices, playersOf } from './PeerRoom';
import { describePlan, planOf, planOfCrash } from './plan';
import type { Plan } from './plan';
import { captureTable, expectationLines, recoveredTable, shortPath } from './report';
import type { Screen } from './Screen';
import { ExitCode, SampleError } from './sampleError';
import { Session } from './Session';
import { loadWrtc } from './wrtc';

/** The whole sample; throws a {@link SampleError} where it cannot run at all. */
export async function run(options: RunOptions, screen: Screen, controls: Controls): Promise<ExitCode> {
  const { isTerminal } = controls;
  const viewer = new CaptureViewer({ folder: options.out, screen, isTerminal });
  const passed = new PassedControls(controls);
  try {
    const exitCode = await record(options, screen, passed, viewer);
    const wanted = options.view !== undefined || viewer.isOpen;
    if (wanted && exitCode !== ExitCode.Interrupted) await show(viewer, options.view?.seconds, screen, passed);
    return exitCode;
  } finally {
    await viewer.close();
  }
}

/** Serves the viewer until the user or the system ends it, or its time is over. */
async function show(
  viewer: CaptureViewer,
  seconds: number | undefined,
  screen: Screen,
  controls: Controls,
): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    controls.attach((key) => {
      if (key === 'Q' || key === 'Ctrl+C') resolve();
      else if (key === 'V') void viewer.open();
    }, resolve);
    if (seconds !== undefined) setTimeout(resolve, 1000 * seconds);
  });
  screen.print();
  await viewer.open();
  if (viewer.isOpen) await ended;
}

async function record(
  options: RunOptions,
  screen: Screen,
  controls: Controls,
  viewer: CaptureViewer,
): Promise<ExitCode> {
  await makeFolder(options.out);
  await makeFolder(settingsOf(options).recoveryFolder);
  if (options.crashAt !== undefined) return crash(options, options.crashAt, screen, controls);
  if (options.life === 'second') return recoverAndEnd(settingsOf(options), screen);
  const room = new PeerRoom(await loadWrtc(), await loadVoices(options.mic, options.remotes));
  try {
    const plan = options.life === 'first' ? planOfCrash(options) : planOf(options);
    introduce(room, plan, options, screen);
    await room.open().catch(environmentError);
    if (options.life !== 'first') return await play(room, plan, options, screen, controls, viewer);
    const attach = (quit: () => void) => controls.attach(quit, quit);
    return await talkUntilKilled(room, settingsOf(options), options, screen, attach).catch((error: Error) => {
      throw asSampleError(error);
    });
  } finally {
    room.close();
  }
}

/** A run that is killed in mid-talk and started again. */
async function crash(options: RunOptions, crashAt: number, screen: Screen, controls: Controls): Promise<ExitCode> {
  const voices = await loadVoices(options.mic, options.remotes);
  let quit: () => void = () => undefined;
  controls.attach(
    () => undefined,
    () => quit(),
  );
  screen.print(`The game talks, is killed after ${crashAt} s, and is started again.`);
  const record = await crashAndRecover(options, crashAt, (how) => (quit = how));
  screen.print();
  recoveredTable(record.recovered.captures, talkSeconds(record)).forEach((line) => screen.print(line));
  const [local] = voices;
  return judged(await judgeCrash(record, playersOf(voices), local?.samples ?? new Int16Array(0)), screen);
}

async function play(
  room: PeerRoom,
  plan: Plan,
  options: RunOptions,
  screen: Screen,
  controls: Controls,
  viewer: CaptureViewer,
): Promise<ExitCode> {
  const game = makeGame(room, options);
  try {
    const session = new Session(game, screen, controls.isTerminal, options.last, () => void viewer.open());
    controls.attach(
      (key) => session.key(key),
      () => session.quit(),
    );
    const failure = await session.run(plan).catch((error: Error) => error);
    // A dump is what somebody asked for: its page opens at the moment of that.
    const dumped = session.log.dumps.filter(({ capture }) => capture !== undefined).at(-1)?.capture;
    viewer.file = dumped === undefined ? null : basename(dumped.filePath);
    return await conclude(plan, session, room.talkers, screen, failure ?? undefined);
  } finally {
    game.end();
  }
}

/** Prints the table and what was expected; the exit code follows from it. */
async function conclude(
  plan: Plan,
  { log, cutShort }: Session,
  talkers: ReadonlySet<string>,
  screen: Screen,
  failure: Error | undefined,
): Promise<ExitCode> {
  const { tasks, dumps } = log;
  screen.print();
  captureTable(tasks, dumps).forEach((line) => screen.print(line));
  if (failure) throw asSampleError(failure);
  const expectations = [...(cutShort ? [] : judgePlan(plan, tasks, dumps)), ...(await judge(tasks, dumps, talkers))];
  const exitCode = judged(expectations, screen);
  return exitCode === ExitCode.Fine && cutShort ? ExitCode.Interrupted : exitCode;
}

function judged(expectations: readonly Expectation[], screen: Screen): ExitCode {
  screen.print();
  expectationLines(expectations).forEach((line) => screen.print(line));
  return expectations.some(({ ok }) => !ok) ? ExitCode.Findings : ExitCode.Fine;
}

function introduce(room: PeerRoom, plan: Plan, options: RunOptions, screen: Screen): void {
  screen.print(`Room "${room.roomId}" of ${room.voices.length} WebRTC peers on this machine`);
  [room.localUserId, ...room.remoteUserIds].forEach((userId, index) => {
    const side = userId === room.localUserId ? 'local' : 'remote';
    screen.print(`  ${userId.padEnd(4)} ${side.padEnd(7)} ${room.voices[index]?.origin}`);
  });
  screen.print(`Plan, captures in ${shortPath(options.out)}`);
  describePlan(plan, options.life === undefined ? 'q' : 'killed').forEach((line) => screen.print(`  ${line}`));
  if (!options.schedule && options.life === undefined)
    screen.print('F9 or d saves the last seconds, v opens the viewer, q quits.');
  screen.print();
}

function settingsOf({ out, last }: RunOptions): GameSettings {
  return { capturesFolder: out, recoveryFolder: join(out, 'recovery'), lastSeconds: last };
}

function makeGame(room: PeerRoom, options: RunOptions): Game {
  try {
    const heard = options.outageAt === undefined ? room : new Outage(room, options.outageAt);
    return new Game(heard, settingsOf(options));
  } catch (error) {
    throw asSampleError(error as Error);
  }
}

/** One by one: Node's recursive mkdir never ends in places where nothing can be made, such as /proc. */
async function makeFolders(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  if (dirname(folder) !== folder) await makeFolders(dirname(folder));
  await mkdir(folder);
}

async function makeFolder(out: string): Promise<void> {
  try {
    await makeFolders(out);
    await access(out, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new SampleError(ExitCode.Environment, `cannot write into ${out}: ${(error as Error).message}`);
  }
}

function environmentError(error: Error): never {
  throw new SampleError(ExitCode.Environment, error.message);
}

/** A file that cannot be opened, a plugin that is missing: not a fault of the recording. */
function asSampleError(error: Error): Error {
  const codes: number[] = [RecordingCode.OpenFileFailed, ReturnCode.NotSupported];
  if (!(error instanceof VoiceRecorderError)) return error;
  return new SampleError(codes.includes(error.code) ? ExitCode.Environment : ExitCode.Findings, error.message);
}
