import { checkAssemblies } from './unity-package/check-assemblies.mjs';
import { checkManifest } from './unity-package/check-manifest.mjs';
import { checkMetas } from './unity-package/check-metas.mjs';
import { checkModules } from './unity-package/check-modules.mjs';
import { checkPlugins } from './unity-package/check-plugins.mjs';
import { checkSampleAssemblies } from './unity-package/check-samples.mjs';
import { checkParts } from './unity-package/parts.mjs';
import { LIBRARIES } from './unity-package/plugins.mjs';

const CHECKS = [checkManifest, checkModules, checkMetas, checkAssemblies, checkSampleAssemblies, checkPlugins];

/**
 * What Unity and its package manager would stumble over in the package in `folder`, and what of it is missing, one line
 * each; none: it can be installed. `targets` are those whose native libraries must be in it. Folders that end in ~ are
 * looked at as Unity does: not at all, but for the samples that package.json names and what is promised to be there.
 */
export function checkUnityPackage(folder, targets = Object.keys(LIBRARIES)) {
  return [...checkParts(folder, targets), ...CHECKS.flatMap((check) => check(folder))];
}
