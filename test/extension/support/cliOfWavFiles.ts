/**
 * The command line over 16-bit WAV captures, without the native library. VR_TEST_HOLD: what is measured never ends, and
 * the file of this name is made when it begins. VR_TEST_STUBBORN: nor does Ctrl-C end it, or the process, as a native
 * thread in the middle of its work does not. VR_TEST_DIAGNOSIS: a file of JSON, what every capture is said to have.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Diagnosis, OpenCapture } from '../../../editor-extension/source/shared/analysis';
import { run } from '../../../editor-extension/source/cli/run';
import { WavAnalysis } from './WavAnalysis';

class HeldAnalysis extends WavAnalysis {
  constructor(private readonly begun: string) {
    super();
  }

  override hold(): Promise<void> {
    writeFileSync(this.begun, '');
    // A timer, so that Node does not find that nothing is left to do.
    return new Promise(() => setInterval(() => undefined, 1000));
  }
}

class StubbornAnalysis extends HeldAnalysis {
  override async open(path: string): Promise<OpenCapture> {
    const capture = await super.open(path);
    const hold = (): Promise<never> => this.hold() as Promise<never>;
    return Object.assign(capture, { export: hold, envelope: hold });
  }
}

const isStubborn = process.env['VR_TEST_STUBBORN'] !== undefined;
if (isStubborn) {
  process.on('exit', () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
}

class DiagnosedAnalysis extends WavAnalysis {
  constructor(file: string) {
    super();
    this.diagnosis = JSON.parse(readFileSync(file, 'utf8')) as Diagnosis;
  }
}

const held = process.env['VR_TEST_HOLD'];
const diagnosed = process.env['VR_TEST_DIAGNOSIS'];
const Held = isStubborn ? StubbornAnalysis : HeldAnalysis;
const free = (): WavAnalysis => (diagnosed === undefined ? new WavAnalysis() : new DiagnosedAnalysis(diagnosed));
void run(() => Promise.resolve(held === undefined ? free() : new Held(held)));
