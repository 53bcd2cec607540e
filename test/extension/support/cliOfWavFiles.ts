/**
 * The command line over 16-bit WAV captures, without the native library. VR_TEST_HOLD: what is measured never ends, and
 * the file of this name is made when it begins.
 */
import { writeFileSync } from 'node:fs';
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

const held = process.env['VR_TEST_HOLD'];
void run(() => Promise.resolve(held === undefined ? new WavAnalysis() : new HeldAnalysis(held)));
