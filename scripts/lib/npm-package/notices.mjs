import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { CommandError } from '../errors.mjs';
import { root } from '../paths.mjs';

const IN_MODULES = `${sep}node_modules${sep}`;

/** The folder of the npm package that a file belongs to, or undefined. */
export function packageFolderOf(file) {
  const at = file.lastIndexOf(IN_MODULES);
  if (at < 0) return undefined;
  const inside = file.slice(at + IN_MODULES.length).split(sep);
  return file.slice(0, at + IN_MODULES.length) + inside.slice(0, inside[0].startsWith('@') ? 2 : 1).join(sep);
}

function licenceText(folder) {
  const name = readdirSync(folder).find((each) => /^(licen[cs]e|copying)(\.|-|$)/i.test(each));
  if (name) return readFileSync(join(folder, name), 'utf8').trim();
  const readme = readdirSync(folder).find((each) => /^readme(\.|$)/i.test(each));
  const text = readme ? readFileSync(join(folder, readme), 'utf8') : '';
  const section = /^#+ licen[cs]e\s*\n([\s\S]*?)(?=^#|$(?![\s\S]))/im.exec(text)?.[1]?.trim();
  return section || undefined;
}

/** The words that the MIT licence wants to be given along: those of our own licence, below its line of copyright. */
const mitPermission = () =>
  readFileSync(join(root, 'LICENSE'), 'utf8')
    .replace(/^[\s\S]*?(?=Permission is hereby)/, '')
    .trim();

/** The whole text, also where a package has only its name: of the MIT licence everybody knows the words. */
function wholeText(folder, { name, license, author }) {
  const text = licenceText(folder);
  if (license !== 'MIT') {
    if (text === undefined) throw new CommandError(`${folder} holds no text of its licence: it cannot be bundled`);
    return text;
  }
  if (/Permission is hereby granted/.test(text ?? '')) return text;
  return `${text ?? `Copyright (c) ${author?.name ?? author ?? `the authors of ${name}`}`}\n\n${mitPermission()}`;
}

/** The licences of every npm package of which files went into a bundle. */
export function noticesOf(inputs) {
  const folders = new Set(inputs.map(packageFolderOf).filter((folder) => folder !== undefined && existsSync(folder)));
  const parts = [...folders].sort().map((folder) => {
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const { name, version, license, author, homepage } = manifest;
    if (!license || /GPL/.test(license))
      throw new CommandError(`${name} has the licence ${license}: it cannot be bundled`);
    const by = [typeof author === 'object' ? author.name : author, homepage].filter(Boolean).join(', ');
    return `${name} ${version} (${license})${by && `\n${by}`}\n\n${wholeText(folder, manifest)}\n`;
  });
  return `Parts of these packages are in the bundles of this package.\n\n${parts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}
