import { AnalysisError, wrongType } from '../../shared/AnalysisError';
import type { Work } from '../../shared/analysis';
import { checkKey, checkObject, checkText } from '../../shared/analysisArguments';
import { loadAddon } from './loadAddon';
import { describeAttempts } from './loadAnalysis';
import type { NativeAddon, NativeRecoveredCapture } from './nativeAddon';
import { NativeCalls } from './NativeCalls';

/** A capture that a recovery has made; `missing` says what of it could not be had, '' when nothing lacks. */
export type RecoveredCapture = NativeRecoveredCapture;

export interface RecoveryReport {
  captures: RecoveredCapture[];
  /** What could not be recovered; it is left as it is. */
  problems: { path: string; reason: string }[];
}

export interface RecoverOptions extends Work {
  /** Where recorders keep what is not in its file yet; it must exist. */
  recoveryFolder: string;
  /** Where captures go that had no path of their own. */
  capturesFolder: string;
  /** 32 bytes, for what was encrypted with it. */
  encryptionKey?: Uint8Array;
  /** File name of such a capture; default as in the recorder. */
  nameTemplate?: string;
}

export interface WipeOptions {
  recoveryFolder: string;
  /** Nothing in it is touched, so it need not be given. */
  capturesFolder?: string;
  signal?: AbortSignal;
}

/** What tools need of the recorder itself, through the addon. */
export interface RecorderTools {
  readonly recorderVersion: string;
  /** A digest of the sources that the recorder was built from. */
  readonly recorderFingerprint: string;
  /**
   * Makes captures of what dead processes left; others may record in the same folder meanwhile. A signal that comes
   * later ends it behind what one process has left, and it resolves with what was made until then; the rest is kept.
   */
  recover(options: RecoverOptions): Promise<RecoveryReport>;
  /** Overwrites and removes what dead processes left. Captures that are complete are not touched. */
  wipe(options: WipeOptions): Promise<void>;
}

/** Throws an AnalysisError 'not-supported' that says where the addon was looked for. */
export function recorderTools(): RecorderTools {
  const { found, tried } = loadAddon();
  if (found) return new AddonTools(found.value);
  throw new AnalysisError(
    'not-supported',
    `recover and wipe need the native addon, and there is none that loads: build it (npm run build-addon in the package's folder).\n${describeAttempts(tried)}`,
  );
}

class AddonTools implements RecorderTools {
  readonly recorderVersion: string;
  readonly recorderFingerprint: string;
  private readonly calls: NativeCalls;

  constructor(private readonly addon: NativeAddon) {
    this.calls = new NativeCalls(addon);
    this.recorderVersion = addon.recorderVersion;
    this.recorderFingerprint = addon.recorderFingerprint;
  }

  async recover(options: RecoverOptions): Promise<RecoveryReport> {
    checkFolders(options);
    const { recoveryFolder, capturesFolder, nameTemplate, encryptionKey } = options;
    checkKey(encryptionKey);
    if (nameTemplate !== undefined && typeof nameTemplate !== 'string') {
      throw wrongType('nameTemplate', 'a string', nameTemplate);
    }
    return this.calls.run(options, (id, onProgress) =>
      this.addon.recover(recoveryFolder, capturesFolder, nameTemplate, encryptionKey, id, onProgress),
    );
  }

  async wipe(options: WipeOptions): Promise<void> {
    checkObject('options', options);
    const { recoveryFolder, capturesFolder } = options;
    checkText('recoveryFolder', recoveryFolder);
    if (capturesFolder !== undefined) checkText('capturesFolder', capturesFolder);
    await this.calls.run(options, (id) => this.addon.wipe(recoveryFolder, capturesFolder ?? '', id));
  }
}

function checkFolders(options: unknown): void {
  checkObject('options', options);
  checkText('recoveryFolder', options.recoveryFolder);
  checkText('capturesFolder', options.capturesFolder);
}
