import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PLATFORMS = ['windows', 'android', 'mac', 'ios'];
/** What the engine's parser reads; it silently ignores any other key, so that a wrong one is not noticed. */
const KNOWN = ['name', 'version', 'author', 'description', 'engine-version', 'modules', 'platforms'];
const TEXTS = ['name', 'version', 'author', 'description', 'engine-version'];

/** How the engine's build finds the config file of a module: by these names in the platform's folder. */
const configsOf = (target, platform) =>
  [`${target}-config.cmake`, `${target}Config.cmake`].map((name) => join(platform, name));

function descriptionFindings(plugin, { version, editor }) {
  const unknown = Object.keys(plugin).filter((key) => !KNOWN.includes(key));
  const findings = unknown.map((key) => `unknown ${key}`);
  for (const key of TEXTS) {
    if (typeof plugin[key] !== 'string' || plugin[key] === '') findings.push(`${key} is to be a text`);
  }
  if (plugin.version !== version) findings.push(`version ${plugin.version}, and the extension has ${version}`);
  const engine = plugin['engine-version'];
  if (engine !== editor) findings.push(`engine-version ${engine}, and the extension is for editor ${editor}`);
  const platforms = Array.isArray(plugin.platforms) ? plugin.platforms : [];
  if (platforms.length === 0) findings.push('platforms names none');
  for (const each of platforms)
    if (!PLATFORMS.includes(each)) findings.push(`platform ${each} is unknown to the engine`);
  return findings;
}

/** cc_plugin.json, and a config file for each module on each platform that it names. */
export function checkNative(folder) {
  const file = join(folder, 'native', 'cc_plugin.json');
  if (!existsSync(file)) return ['native/cc_plugin.json is missing: no build of a game would find the native plugin'];
  let plugin;
  let manifest;
  try {
    plugin = JSON.parse(readFileSync(file, 'utf8'));
    manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  } catch (error) {
    return [`native/cc_plugin.json: ${error.message}`];
  }
  const modules = Array.isArray(plugin.modules) ? plugin.modules : [];
  const findings = descriptionFindings(plugin, manifest);
  if (modules.length === 0) findings.push('modules names none, which stops the engine');
  for (const { target } of modules) {
    for (const platform of plugin.platforms ?? []) {
      const found = configsOf(target, platform).some((path) => existsSync(join(folder, 'native', path)));
      if (!found) findings.push(`there is no ${configsOf(target, platform)[0]}`);
    }
  }
  return findings.map((finding) => `native/cc_plugin.json: ${finding}`);
}
