import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { RecorderCheck } from './check-recorder.mjs';
import { planGroup } from './plan.mjs';
import { startRecorder } from './recorder.mjs';
import { recover } from './recovery.mjs';
import { tear } from './tear.mjs';

/** Lets one user at a time in. */
class Turnstile {
  #last = Promise.resolve();

  /** Resolves with what lets the next one in. */
  async enter() {
    const before = this.#last;
    let leave;
    this.#last = new Promise((resolve) => (leave = resolve));
    await before;
    return leave;
  }
}

/** Recorders that are killed and recovered, some beside others that live; everything follows from the seed but time. */
export class KillGroup {
  constructor(seed, folder, tools, tell) {
    this.plan = planGroup(seed);
    this.folder = folder;
    this.tools = tools;
    this.tell = tell;
    // A real-time file is looked at between the kill and the next recovery.
    this.turnstile = new Turnstile();
    this.alive = new Set();
  }

  async run() {
    this.make();
    try {
      const results = await Promise.all(this.plan.recorders.map((plan) => this.live(plan)));
      await this.finish();
      for (const { plan, said, asItLies } of results) {
        const folders = { ...this.foldersOf(plan), opened: join(this.folder, 'opened') };
        await new RecorderCheck({ ...this, plan, said, asItLies, folders, key: this.plan.key }).run();
      }
    } finally {
      for (const recorder of this.alive) recorder.kill();
      if (!process.env.VR_TORTURE_KEEP) rmSync(this.folder, { recursive: true, force: true });
    }
  }

  foldersOf({ room }) {
    return {
      rings: join(this.folder, this.plan.shared ? 'rings' : `rings-${room}`),
      captures: join(this.folder, 'captures'),
      files: join(this.folder, 'files'),
    };
  }

  make() {
    for (const name of ['captures', 'files', 'opened', 'as-it-lies'])
      mkdirSync(join(this.folder, name), { recursive: true });
    for (const plan of this.plan.recorders) mkdirSync(this.foldersOf(plan).rings, { recursive: true });
  }

  async live(plan) {
    await sleep(plan.startMs);
    const folders = this.foldersOf(plan);
    let leave;
    const recorder = startRecorder(this.tools.record, plan, folders, this.plan.key, async () => {
      leave = await this.turnstile.enter();
    });
    this.alive.add(recorder);
    const said = await recorder.died;
    this.alive.delete(recorder);
    const asItLies = this.keepAside(plan);
    if (plan.tears.length > 0) this.tell.torn(tear(folders.rings, plan.tears));
    leave?.();
    await this.recoverAfter(plan);
    return { plan, said, asItLies };
  }

  keepAside({ mode, room, format }) {
    const path = join(this.folder, 'files', `${room}.${format}`);
    if (mode === 'cycle' || !existsSync(path)) return undefined;
    const copy = join(this.folder, 'as-it-lies', `${room}.${format}`);
    copyFileSync(path, copy);
    return copy;
  }

  async recoverAfter(plan) {
    if (plan.recoveries === 'none') return;
    const leave = await this.turnstile.enter();
    try {
      if (plan.recoveries === 'killed') {
        for (const afterMs of plan.recoveryKillMs) this.count(await this.recover(plan, afterMs));
      }
      const runs = plan.recoveries === 'two' ? [0, 1] : [0];
      const results = await Promise.all(runs.map(() => this.recover(plan)));
      results.forEach((result) => this.count(result));
    } finally {
      leave();
    }
  }

  recover(plan, killAfterMs) {
    this.tell.recoveryBeside(this.alive.size);
    const folders = this.foldersOf(plan);
    return recover(this.tools.recover, { ...folders, key: this.plan.key }, killAfterMs);
  }

  count(result) {
    this.tell.recoveryRun(result.killed);
    if (result.hung) this.tell.wrong('a recovery hung');
    if (!result.killed && !result.hung && result.code !== 0)
      this.tell.wrong(`a recovery ended with ${result.code ?? result.signal}`);
    for (const { path, why } of result.problems) this.tell.wrong(`recovery of ${path}: ${why}`);
  }

  /** The last recovery takes what is left, and nothing may be left behind it. */
  async finish() {
    const places = this.plan.shared ? [this.plan.recorders[0]] : this.plan.recorders;
    for (const plan of places) {
      this.count(await this.recover(plan));
      const left = readdirSync(this.foldersOf(plan).rings);
      if (left.length > 0) this.tell.wrong(`recovery left ${left.join(' ')}`);
    }
    for (const folder of ['captures', 'files']) {
      const unfinished = readdirSync(join(this.folder, folder)).filter((name) => /\.part|\.tmp/.test(name));
      if (unfinished.length > 0) this.tell.unfinished(unfinished);
    }
  }
}
