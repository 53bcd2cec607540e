/** What the extension says in Creator, in English. `{name}` is filled in. zh.ts has the same keys. */
export const en = {
  title: 'VoiceRecorder',
  description: 'Flight recorder for voice chat: records the last minutes of a voice room, and shows the captures.',
  panelTitle: 'Voice Captures',
  menuCaptures: 'Voice captures',
  menuFolder: 'Open the captures folder',

  settingsTab: 'Voice captures',
  settingFolder: 'Captures folder (relative: below the project; keep it outside of assets)',
  settingCycleTime: 'Default: seconds that are kept',
  settingSampleRate: 'Default: sample rate',
  settingQuality: 'Default: AAC quality',
  settingRetentionCount: 'Default: captures that are kept (0: all)',
  settingRetentionMegabytes: 'Default: MiB of captures that are kept (0: all)',
  settingRetentionDays: 'Default: days for which captures are kept (0: all)',
  qualityLow: 'Low',
  qualityMedium: 'Medium',
  qualityHigh: 'High',

  starting: 'Looking for captures…',
  missingTitle: 'No captures yet',
  missingText: 'The captures folder of this project does not exist yet:',
  missingSteps:
    'Add the component VoiceRecorder to a node, enter a voice room in the game, and press its hotkey (F9). Captures that come into this folder are shown here by themselves: let the game write them there, copy them there, or choose the folder that has them in the project settings.',
  createFolder: 'Create the folder',
  createFailed:
    'The folder cannot be created: {reason}. Create it by hand, or choose another one in the project settings.',
  openSettings: 'Project settings',
  blockedTitle: 'The captures folder cannot be used',
  blockedNext: 'Choose another folder in the project settings, or put this one in order.',
  retry: 'Try again',
  endedTitle: 'The captures cannot be read any more',
  endedText: 'The process that reads them has ended: {reason}',
  mismatchTitle: 'The panel and its host do not fit together',
  warnInAssets:
    'The captures folder lies in assets, so that Creator imports every capture, and builds may contain them. Choose a folder outside of assets in the project settings, such as "captures".',
  warnReadOnly: 'The captures folder is read-only for you: notes, pins and deleting are off.',
  warnAnalysis:
    'The analysis library does not load: captures are listed, and most of them cannot be measured. Install the extension anew. Details: {reason}',
  folderMissing: 'The captures folder does not exist yet: {path}',
  folderFailed: 'The captures folder cannot be opened: {reason}',
  hide: 'Hide',

  inspectorCost: 'Cost and state',
  costMemory: 'Memory {size}',
  costDisk: 'on disk {size}',
  costCycle: 'full capture {size} ({rate}/s)',
  costHour: 'an hour {size} ({rate}/s)',
  refused: 'A start would be refused: {reason}',
  remarkSuffix: 'The file must end in .wav or .aac: otherwise a start fails with code 1.',
  remarkNothingToSave: 'The hotkey has nothing to save: set Cycle time to the seconds that are to be kept.',
  remarkPhones: 'On phones this is refused: the buffer may have 64 MiB there. Set Most memory, keep less, or use AAC.',
  buttonCaptures: 'Captures',
  buttonDefaults: 'Use defaults of the project',
  defaultsApplied: 'Fields changed: {count}.',
  defaultsSame: 'All fields have the defaults of the project already.',
  activityNone: 'No captures in {path} yet',
  activityCount: '{count} captures, the newest of {time}',
  activityLive: 'A game is writing a capture now.',
  activityProblem: 'Captures folder {path}: {reason}',
};

export type ExtensionTexts = Record<keyof typeof en, string>;
