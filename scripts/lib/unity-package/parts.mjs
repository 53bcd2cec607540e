import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EDITOR_LIBRARIES, LIBRARIES } from './plugins.mjs';

/**
 * What the build makes for the package. The module lies where PuerTS's own loader looks, as a text, which needs no
 * importer of PuerTS; what compilers of TypeScript read lies where Unity does not look.
 */
export const MADE = {
  module: 'Runtime/Puerts/Resources/voice-recorder.txt',
  typings: 'Typings~/voice-recorder.d.ts',
  libraries: 'Documentation~/native-libraries.md',
};

/** Without any of these files something that the package promises is not there. */
const PARTS = [
  'package.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE.md',
  'Third Party Notices.md',
  'Documentation~/voice-recorder.md',
  'Runtime/Core/GameVoice.Recorder.asmdef',
  'Runtime/Unity/GameVoice.Recorder.Unity.asmdef',
  'Runtime/Puerts/GameVoice.Recorder.Puerts.asmdef',
  'Editor/GameVoice.Recorder.Editor.asmdef',
  'Editor/Puerts/GameVoice.Recorder.Puerts.Editor.asmdef',
  'Tests/Helpers/GameVoice.Recorder.Testing.asmdef',
  ...Object.values(MADE),
];

/** The files of a package with the native libraries for these targets. */
export const partsOf = (targets) => [
  ...PARTS,
  ...targets.map((target) => LIBRARIES[target].path),
  ...targets.flatMap((target) => EDITOR_LIBRARIES[target]?.path ?? []),
];

/** Every part is there and has something in it. */
export function checkParts(root, targets) {
  return partsOf(targets).flatMap((path) => {
    const file = join(root, path);
    if (!existsSync(file)) return [`${path} is missing`];
    return readFileSync(file).length === 0 ? [`${path} is empty`] : [];
  });
}
