import { checkAssemblies } from './unity-package/check-assemblies.mjs';
import { checkManifest } from './unity-package/check-manifest.mjs';
import { checkMetas } from './unity-package/check-metas.mjs';
import { checkPlugins } from './unity-package/check-plugins.mjs';

/**
 * What Unity and its package manager would stumble over in the package in `folder`, one line each; none: it can be
 * installed. Folders that end in ~ are looked at as Unity does: not at all, but for the samples that package.json names.
 */
export function checkUnityPackage(folder) {
  return [checkManifest, checkMetas, checkAssemblies, checkPlugins].flatMap((check) => check(folder));
}
