#!/usr/bin/env node
// The two READMEs say the same, links lead somewhere, and nothing names a package registry.
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { skeleton, twinsDiffer } from './lib/doc-twins.mjs';
import { Exit, runMain } from './lib/errors.mjs';
import { projectFiles } from './lib/files.mjs';
import { root } from './lib/paths.mjs';

/** Folders whose README is there in English and in Chinese. */
const TWINS = ['', 'samples/cocos/', 'scripts/lib/cocos-package/'];
// Put together here so that this file does not name one itself.
const REGISTRY = new RegExp(
  [
    'registry[.](npmjs|yarnpkg|npmmirror)[.]',
    'npm[.]pkg[.]git' + 'hub',
    'pypi[.]' + 'org',
    'nuget[.]' + 'org',
    '"resolved": "ht' + 'tp',
  ].join('|'),
);
const BINARY = /\.(png|jpe?g|gif|wav|aac|ico|zip|tgz|gz|so|node|features)$/;

const read = (path) => readFileSync(join(root, path), 'utf8');

function twins(folder) {
  const paths = ['README.md', 'README.zh-CN.md'].map((name) => folder + name);
  const missing = paths.filter((path) => !existsSync(join(root, path)));
  if (missing.length > 0) return missing.map((path) => `${path} is missing`);
  return twinsDiffer(...paths.map(read)).map((difference) => `${paths.join(' / ')}: ${difference}`);
}

function deadLinks(path) {
  return skeleton(read(path))
    .links.filter((link) => !/^[a-z]+:/.test(link) && !existsSync(join(root, dirname(path), decodeURI(link))))
    .map((link) => `${path}: nothing at ${link}`);
}

/** The first line of a text that names a package registry, from 1 on; 0: none does. */
export function lineOfRegistry(text) {
  return text.split('\n').findIndex((line) => REGISTRY.test(line)) + 1;
}

function registries(path) {
  const line = lineOfRegistry(read(path));
  return line === 0 ? [] : [`${path}:${line}: names a package registry`];
}

/** Every finding, as text. */
export function checkDocs() {
  const files = projectFiles().filter((path) => !BINARY.test(path));
  return [
    ...TWINS.flatMap(twins),
    ...files.filter((path) => path.endsWith('.md')).flatMap(deadLinks),
    ...files.flatMap(registries),
  ];
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await runMain(() => {
    const findings = checkDocs();
    for (const finding of findings) console.log(finding);
    console.log(findings.length === 0 ? 'Documents: fine' : `${findings.length} findings`);
    return findings.length === 0 ? Exit.ok : Exit.failed;
  });
}
