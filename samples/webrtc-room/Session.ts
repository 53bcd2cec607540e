import type { RecoveryReport } from '../../assets/scripts/index';
import { CYCLE_TIME_S } from './options';
import type { Game } from './game';
import { GameLoop } from './GameLoop';
import type { Key } from './keyboard';
import { liveLine, plainLine } from './levelLine';
import type { Plan, PlannedTask } from './plan';
import { shortPath } from './report';
import { RunLog } from './RunLog';
import type { DumpRecord } from './RunLog';
import type { Screen } from './Screen';

const TICKS_PER_SECOND = 60;
const ANSWER_TIMEOUT_MS = 30000;
const CODE_NAMES = ['', 'wrong suffix', 'the file cannot be opened', 'started', 'ended early', 'finished'];

/** One run of the game: the loop, the plan's recordings one after the other, dumps whenever they are asked for. */
export class Session {
  readonly log: RunLog;
  /** The run ended before its plan did, because the player or the system asked for it. */
  cutShort = false;
  /** What an earlier run has left. */
  recovered: RecoveryReport = { captures: [], problems: [] };
  private quitRequested = false;
  private readonly loop: GameLoop;
  private readonly pendingDumps: Promise<void>[] = [];
  private waiting: { untilSeconds: number; resolve: () => void } | undefined;

  constructor(
    private readonly game: Game,
    private readonly screen: Screen,
    private readonly isTerminal: boolean,
    private readonly dumpSeconds: number,
    private readonly showCaptures: () => void = () => undefined,
  ) {
    const { recorder } = game;
    this.log = new RunLog(recorder);
    this.loop = new GameLoop(TICKS_PER_SECOND, () => this.update());
    recorder.on('audioRecording', ({ code, filePath, message }) =>
      screen.print(`[${code}] ${CODE_NAMES[code]}: ${shortPath(filePath)}${message ? ` (${message})` : ''}`),
    );
    recorder.on('degraded', ({ message }) => screen.print(`degraded: ${message}`));
    recorder.on('restored', ({ reason }) => screen.print(`as promised again: ${reason}`));
    recorder.on('hotkey', ({ capture, hotkey, timeMs }) => {
      if (capture) this.follow('hotkey', this.dumpSeconds, timeMs, capture, `${hotkey}: `);
    });
  }

  /** Runs the plan to its end, or to the end of the running recording once the player quits. */
  async run(plan: Plan): Promise<void> {
    this.loop.start();
    try {
      await this.recover();
      for (const task of plan.tasks) {
        await this.record(task, plan);
        this.cutShort = this.quitRequested && task.seconds !== undefined;
        if (this.cutShort) return;
        this.quitRequested = false;
      }
    } finally {
      this.loop.stop();
      this.screen.clearStatus();
    }
  }

  key(key: Key): void {
    if (key === 'F9' || key === 'D') this.game.press(key);
    else if (key === 'V') this.showCaptures();
    else this.quit();
  }

  /** Ends the running recording; its file is finished. */
  quit(): void {
    this.quitRequested = true;
    this.waiting?.resolve();
  }

  private async recover(): Promise<void> {
    this.recovered = await answered('recover', this.game.recover());
    for (const { filePath, durationSeconds, missing } of this.recovered.captures) {
      const lacks = missing === '' ? '' : ` (${missing})`;
      this.screen.print(`recovered: ${shortPath(filePath)}, ${durationSeconds.toFixed(3)} s${lacks}`);
    }
    for (const { path, reason } of this.recovered.problems) {
      this.screen.print(`not recovered: ${shortPath(path)}: ${reason}`);
    }
  }

  private async record(task: PlannedTask, { dump }: Plan): Promise<void> {
    this.log.begin(task);
    await answered('start', this.start(task));
    if (task.kind === 'cycle') {
      this.game.mark('sample-began', { plan: dump ? 'unattended' : 'until q' });
      if (dump) await this.dumpAt(dump.at, dump.last);
    }
    await this.until(task.seconds ?? Infinity);
    this.log.end();
    await answered('stop', Promise.all([this.game.stop(), ...this.pendingDumps.splice(0)]));
  }

  private start({ kind, filePath, tracks = 'mix' }: PlannedTask): Promise<void> {
    if (kind === 'cycle') return this.game.keepLast(CYCLE_TIME_S, filePath, tracks);
    if (kind === 'apart') return this.game.keepApart(CYCLE_TIME_S, filePath);
    return kind === 'mix' ? this.game.recordMix(filePath) : this.game.recordSplit(filePath);
  }

  private async dumpAt(seconds: number, last: number): Promise<void> {
    await this.until(seconds);
    if (this.quitRequested) return;
    const { now } = this.game.recorder;
    this.follow('planned', last, now, this.game.saveLast(last, 'planned'));
  }

  private follow(reason: string, seconds: number, askedMs: number, capture: DumpPromise, cause = ''): void {
    this.screen.print(`${cause}saving the last ${seconds} s, recording goes on`);
    this.pendingDumps.push(this.log.dump(reason, seconds, askedMs, capture).then((record) => this.announce(record)));
  }

  private announce({ capture, failure }: DumpRecord): void {
    this.screen.print(
      capture
        ? `saved: ${shortPath(capture.filePath)}, ${capture.durationSeconds.toFixed(3)} s`
        : `not saved: ${failure}`,
    );
  }

  /** Resolves when the running task is so old, or at once when the player quits. */
  private until(seconds: number): Promise<void> {
    if (this.quitRequested) return Promise.resolve();
    return new Promise((resolve) => {
      this.waiting = { untilSeconds: seconds, resolve };
    });
  }

  /** A frame of the game. */
  private update(): void {
    this.game.update();
    const { stats } = this.game.recorder;
    this.log.watch(stats);
    if (stats.taskState !== 'idle') this.screen.status(() => (this.isTerminal ? liveLine(stats) : plainLine(stats)));
    if (this.waiting && this.log.elapsedSeconds >= this.waiting.untilSeconds) this.waiting.resolve();
  }
}

/** A recorder that does not answer must not keep the run from ending. */
function answered<T>(what: string, answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const reason = new Error(`the recorder did not answer ${what} within ${ANSWER_TIMEOUT_MS / 1000} s`);
    const timer = setTimeout(() => reject(reason), ANSWER_TIMEOUT_MS);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

type DumpPromise = ReturnType<Game['saveLast']>;
