import { join } from 'node:path';
import { CaptureError } from '../shared/CaptureError';
import type { CapturesFolder } from './CapturesFolder';
import { Identities } from './identity';
import type { MeasuredCapture } from './measures';

/** From an id to what of a capture can be opened and measured. */
export class CaptureAccess {
  private readonly identities: Identities;

  constructor(private readonly captures: CapturesFolder) {
    this.identities = new Identities(captures.path);
  }

  async measured(id: string): Promise<MeasuredCapture> {
    const capture = await this.captures.find(id);
    if (capture.audio === null) {
      throw new CaptureError('not-found', `the audio ${capture.name} is gone; only its sidecar is left`);
    }
    const { live, encrypted } = await this.captures.summary(id);
    const path = join(this.captures.path, capture.name);
    return { id, path, identity: await this.identities.of(capture), inMemory: live || encrypted };
  }
}
