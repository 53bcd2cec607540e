/** What the parts of the extension in Cocos Creator are to each other: names, and what their messages say. */
import type { CaptureErrorBody } from './captures';
import type { HostMessage } from './port';

/** The extension's name, of its folder and of its scripts' addresses too: `db://voice-recorder/`. */
export const EXTENSION = 'voice-recorder';
/** The component that the inspector is for. */
export const COMPONENT = 'VoiceRecorder';

/**
 * Asks the process of a panel to end. A channel that is closed by `disconnect` while a message is half read stays open for
 * ever in Node 20 (`_disconnect` waits for the end of that message, which is not told any more).
 */
export const END = 'end';

/** Messages of this extension, as package.json names them. */
export const MESSAGES = {
  openPanel: 'open-panel',
  openFolder: 'open-folder',
  queryFolder: 'query-folder',
  queryActivity: 'query-activity',
  settingsChanged: 'settings-changed',
} as const;

/** Keys of the project's settings. */
export const SETTINGS = {
  capturesFolder: 'capturesFolder',
  cycleTime: 'cycleTime',
  sampleRate: 'sampleRate',
  quality: 'quality',
  retentionCount: 'retentionCount',
  retentionMegabytes: 'retentionMegabytes',
  retentionDays: 'retentionDays',
} as const;

/** The tab of the project's settings that has them. */
export const SETTINGS_TAB = 'captures';

/** The captures folder of a project. What is wrong with it is a value, so that panel and inspector can say it. */
export interface FolderState {
  /** Absolute. */
  path: string;
  /**
   * `missing`: nothing has been captured yet. `blocked`: something else has that name, or it cannot be looked at; `reason`
   * says why.
   */
  kind: 'ready' | 'missing' | 'blocked';
  /** In English; empty unless blocked. */
  reason: string;
  /** `in-assets`: Creator would import each capture. `read-only`: the files cannot be changed. */
  warnings: ('in-assets' | 'read-only')[];
}

/** What the files of the captures folder tell of the running game. */
export interface FolderActivity {
  folder: FolderState;
  captures: number;
  /** Captures that are written at this moment. */
  live: number;
  newestUnixMs: number | null;
  /** Why the folder cannot be listed; empty when it can. */
  problem: string;
}

/** What the process with the captures of a panel says before its port serves, and what the port says. */
export type SessionMessage = SessionNews | HostMessage;

export type SessionNews =
  /** The folder is not there; it is looked for again and again. */
  | { kind: 'waiting' }
  /** Say hello now. `analysis`: why no build of it loads; empty when one does. */
  | { kind: 'serving'; analysis: string }
  /** The folder cannot be served. The process ends. */
  | { kind: 'refused'; error: CaptureErrorBody };
