import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readCapture } from './capture-files.mjs';
import { checkAsItLies } from './check-as-it-lies.mjs';
import { checkCapture, gapsOf } from './check-capture.mjs';

const CYCLE_LOSS_MS = 250 + 200;
const REAL_TIME_LOSS_MS = 1000;
const framesIn = (ns, rate) => (ns * rate) / 1e9;

/** Bytes of a recorder's audio files as they lie. */
function bytesOf(folder, { room, format }) {
  const names = readdirSync(folder).filter((name) => name.startsWith(`${room}.`) && name.endsWith(`.${format}`));
  return names.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

/** Checks all that one recorder of a group has left, and tells the report. */
export class RecorderCheck {
  constructor({ plan, said, asItLies, folders, tools, key, tell }) {
    Object.assign(this, { plan, said, asItLies, folders, tools, key, tell });
    this.kind = `${plan.format} ${plan.mode === 'cycle' ? 'cycle' : 'real time'}`;
  }

  async run() {
    for (const what of [...this.said.refused, ...this.said.ended, ...this.said.degraded]) this.wrong(what);
    if (this.said.signal === 'SIGKILL') this.tell.killed(this.kind);
    else this.wrong(`it ended by itself: ${this.said.code ?? this.said.signal}`);
    if (this.plan.mode === 'cycle') await this.checkCycle();
    else await this.checkRealTime();
  }

  wrong(what) {
    this.tell.wrong(`${this.kind}, ${this.plan.room}: ${what}`);
  }

  sealedIn(name) {
    if (!this.plan.sealed) return undefined;
    return { opener: this.tools.opener, key: this.key, folder: join(this.folders.opened, name) };
  }

  async check(path, origins) {
    try {
      const found = await readCapture(path, this.sealedIn(basename(path)));
      const checked = await checkCapture(found, { ...this, origins });
      for (const problem of checked.problems) this.wrong(`${basename(path)}: ${problem}`);
      this.tell.wrongSound(checked.wrong ?? 0);
      return { ...checked, found };
    } catch (error) {
      this.wrong(`${basename(path)}: ${error.message}`);
      return undefined;
    }
  }

  /** Frames of the signal up to which audio was acknowledged. */
  keptEnd() {
    const lead = framesIn(this.said.sourceNs - this.said.startingNs, this.plan.rate);
    return Math.min(Math.floor(this.said.keptFrames - lead) - 1, this.said.pushed);
  }

  // ---- Cycle

  async checkCycle() {
    const path = join(this.folders.captures, `${this.plan.room}.${this.plan.format}`);
    const twice = readdirSync(this.folders.captures).filter((name) => name.startsWith(`${this.plan.room}-`));
    if (twice.length > 0) this.wrong(`recovered twice: ${twice.join(' ')}`);
    if (!existsSync(path)) {
      const torn = this.plan.tears.length > 0;
      if (this.said.keptFrames > 0 && !torn) this.lose(this.said.keptFrames, 'nothing was recovered');
      return;
    }
    const rest = await this.check(path, ['recovered']);
    if (rest?.startNs === undefined) return;
    this.tell.recovered(this.kind);
    this.checkRest(rest, this.said.keptFrames > 0 ? this.keptEnd() : 0);
    for (const dump of this.said.dumps.values()) await this.checkDump(dump, rest);
  }

  checkRest(rest, kept) {
    const torn = this.plan.tears.length > 0;
    if (!torn && rest.endOfSignal < kept) this.lose(kept - rest.endOfSignal, 'at the end');
    if (!torn && rest.missing > 0) this.lose(rest.missing, 'a hole');
    const trackEnd = rest.firstTrackHole - rest.lead;
    if (!torn && trackEnd < kept) this.lose(kept - trackEnd, 'of a track');
    if (!torn && rest.told.length > 0) this.wrong(`it tells of problems: ${rest.told.join('; ')}`);
    this.tell.silent(rest.silent);
    const length = (rest.endNs - rest.startNs) / 1e9;
    const whole = Math.abs(length - this.plan.cycleSeconds) * this.plan.rate < 1;
    if (!torn && !whole && rest.startNs > this.said.calledNs + 1e9 / this.plan.rate) {
      this.wrong(`it begins ${((rest.startNs - this.said.calledNs) / 1e6).toFixed(1)} ms after the start of the task`);
    }
    if (length > this.plan.cycleSeconds + 1 / this.plan.rate) this.wrong(`it is ${length} s long`);
    if (!torn) this.loss(this.said.pushed - rest.endOfSignal, CYCLE_LOSS_MS);
  }

  async checkDump(dump, rest) {
    if (!dump.path || dump.failed) return void (dump.failed && this.wrong(`a dump failed: ${dump.failed}`));
    if (!existsSync(dump.path)) {
      const started = dump.captured && dump.acceptedMs !== undefined;
      if (started && this.holdsAny(dump, rest)) this.wrong(`a captured dump did not come back: ${basename(dump.path)}`);
      return;
    }
    const found = await this.check(dump.path, ['dump', 'recovered']);
    if (found?.startNs === undefined || dump.acceptedMs === undefined) return;
    this.tell.dump(dump.done ? 'written before the kill' : 'finished by recovery');
    this.checkWindow(dump, found, rest);
  }

  /** Whether any of the dump's window had been recorded when the process died. */
  holdsAny(dump, rest) {
    return this.window(dump).fromNs < rest.endNs - 2e9 / this.plan.rate;
  }

  window(dump) {
    const at = dump.acceptedMs * 1e6;
    const seconds = dump.last > 0 ? dump.last : this.plan.cycleSeconds;
    return { fromNs: at - seconds * 1e9, toNs: at + dump.after * 1e9 };
  }

  checkWindow(dump, found, rest) {
    const frameNs = 1e9 / this.plan.rate;
    const { fromNs, toNs } = this.window(dump);
    const earliest = Math.max(fromNs, this.said.startingNs) - 2 * frameNs;
    const latest = Math.max(fromNs, this.said.calledNs) + 2 * frameNs;
    const name = basename(dump.path);
    if (found.startNs < earliest || found.startNs > latest) {
      this.wrong(`${name} begins ${((found.startNs - fromNs) / 1e6).toFixed(3)} ms beside its window`);
    }
    const endNs = found.found.sidecar.origin === 'dump' ? toNs : Math.min(toNs, rest.endNs);
    if (Math.abs(found.endNs - endNs) > 2 * frameNs) {
      this.wrong(`${name} ends ${((found.endNs - endNs) / 1e6).toFixed(3)} ms beside its window`);
    }
    if (this.plan.tears.length === 0 && found.missing > 0) this.lose(found.missing, `a hole in ${name}`);
  }

  // ---- Real time

  async checkRealTime() {
    const path = join(this.folders.files, `${this.plan.room}.${this.plan.format}`);
    if (!existsSync(path)) {
      if (this.said.keptBytes > 0) this.lose(1, 'the file is gone');
      return;
    }
    const found = await this.check(path, ['recovered']);
    if (found?.startNs === undefined) return;
    this.tell.recovered(this.kind);
    if (found.told.some((text) => !text.includes('were not whole and were cut'))) this.wrong(found.told.join('; '));
    if (found.missing > 0) this.lose(found.missing, 'a hole');
    const bytes = bytesOf(this.folders.files, this.plan);
    if (bytes < this.said.keptBytes) this.lose(this.said.keptBytes - bytes, 'bytes of the files');
    this.tell.silent(found.silent);
    await this.checkBefore(found);
    this.loss(this.said.pushed - found.endOfSignal, REAL_TIME_LOSS_MS);
  }

  async checkBefore(found) {
    if (this.asItLies === undefined) return;
    const gaps = gapsOf(found.found.sidecar, this.plan.tracks);
    try {
      const { audio } = await readCapture(this.asItLies, this.sealedIn('as-it-lies'));
      const before = await checkAsItLies(audio, this, { lead: found.lead, gaps });
      for (const problem of before.problems) this.wrong(`before recovery: ${problem}`);
      this.tell.playable(this.kind);
      this.loss(this.said.pushed - before.endOfSignal, REAL_TIME_LOSS_MS, ' before recovery');
    } catch (error) {
      this.wrong(`before recovery it cannot be played: ${error.message}`);
    }
  }

  // ---- Counting

  loss(frames, boundMs, when = '') {
    const lostMs = (frames * 1000) / this.plan.rate;
    this.tell.loss(`${this.kind}${when}`, lostMs);
    if (lostMs > boundMs) this.wrong(`the newest ${lostMs.toFixed(0)} ms are lost${when}; at most ${boundMs} may be`);
  }

  lose(frames, where) {
    this.tell.acknowledgedLost(frames);
    this.wrong(`${frames} acknowledged frames are lost: ${where}`);
  }
}
