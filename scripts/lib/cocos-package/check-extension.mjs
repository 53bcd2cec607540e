import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script, createContext } from 'node:vm';
import { LANGUAGES } from '../cocos-extension.mjs';
import { manifestFindings, translationKeys } from '../cocos-manifest.mjs';

const KEY_IN_SCRIPT = (name) => new RegExp(`['"\`]i18n:${name}\\.([\\w.]+)['"\`]`, 'g');

/** The texts of a language: a script that sets module.exports, as Creator reads it. */
function textsOf(path) {
  const module = { exports: {} };
  const world = { module, exports: module.exports, require: createRequire(path), __dirname: dirname(path) };
  new Script(readFileSync(path, 'utf8')).runInContext(createContext(world));
  return module.exports;
}

const lookUp = (texts, key) => key.split('.').reduce((found, name) => found?.[name], texts);

function keysIn(folder, manifest) {
  const scripts = [manifest.main, ...Object.values(manifest.panels ?? {}).map(({ main }) => main)]
    .filter((path) => typeof path === 'string' && existsSync(join(folder, path)))
    .map((path) => readFileSync(join(folder, path), 'utf8'));
  const inScripts = scripts.flatMap((text) => [...text.matchAll(KEY_IN_SCRIPT(manifest.name))].map(([, key]) => key));
  return [...new Set([...translationKeys(manifest), ...inScripts])];
}

/** The page that the component's question mark opens. */
function checkHelp(path, page) {
  if (page === undefined || existsSync(fileURLToPath(page))) return [];
  return [`${path}: the help of the component is ${page}, which is not there`];
}

function checkTexts(folder, manifest) {
  return LANGUAGES.flatMap((language) => {
    const path = join('i18n', `${language}.js`);
    if (!existsSync(join(folder, path))) return [`${path} is missing`];
    try {
      const texts = textsOf(join(folder, path));
      const missing = keysIn(folder, manifest).filter((key) => typeof lookUp(texts, key) !== 'string');
      return [...missing.map((key) => `${path} has no text for ${key}`), ...checkHelp(path, texts.component?.help)];
    } catch (error) {
      return [`${path} does not run: ${error.message}`];
    }
  });
}

/** The manifest with all that it names, the texts, and that it is called as its folder is. */
export function checkExtension(folder) {
  let manifest;
  try {
    manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  } catch (error) {
    return [`package.json is no JSON: ${error.message}`];
  }
  const isThere = (path) => existsSync(join(folder, path));
  const findings = manifestFindings(manifest, isThere).map((finding) => `package.json: ${finding}`);
  if (manifest.name !== basename(folder)) {
    findings.push(`package.json: the name is ${manifest.name}, and the folder is ${basename(folder)}`);
  }
  const mount = manifest.contributions?.['asset-db']?.mount?.path;
  if (typeof mount !== 'string' || !isThere(mount)) findings.push(`package.json: there is no folder ${mount} to mount`);
  return [...findings, ...checkTexts(folder, manifest)];
}
