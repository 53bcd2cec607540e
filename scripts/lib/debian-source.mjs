import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answers, capture } from './run.mjs';

function textOf(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** What a stanza of a .sources file says: `{ types, uris, suites, components, 'signed-by' }`, in lower case. */
function stanzas(text) {
  return text.split(/\n\s*\n/).map((stanza) =>
    Object.fromEntries(
      stanza.split('\n').flatMap((line) => {
        const match = /^([A-Za-z-]+):\s*(.*)$/.exec(line);
        return match ? [[match[1].toLowerCase(), match[2].trim()]] : [];
      }),
    ),
  );
}

/** The sources of programs beside each archive of this release, out of what the machine's own lists say of binaries. */
export function sourceEntries(lists, codename) {
  const deb822 = lists
    .filter(({ name }) => name.endsWith('.sources'))
    .flatMap(({ text }) => stanzas(text))
    .filter((entry) => /\bdeb\b/.test(entry.types ?? '') && (entry.suites ?? '').split(/\s+/).includes(codename))
    .map((entry) => {
      const signed = entry['signed-by'] ? `Signed-By: ${entry['signed-by']}\n` : '';
      return `Types: deb-src\nURIs: ${entry.uris}\nSuites: ${codename}\nComponents: main\n${signed}`;
    });
  const lines = lists
    .filter(({ name }) => name.endsWith('.list'))
    .flatMap(({ text }) => text.split('\n'))
    .flatMap((line) => {
      const match = /^deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)\s/.exec(line);
      if (!match || match[3] !== codename) return [];
      const signed = /signed-by=(\S+)/.exec(match[1] ?? '')?.[1];
      return [
        `Types: deb-src\nURIs: ${match[2]}\nSuites: ${codename}\nComponents: main\n` +
          (signed ? `Signed-By: ${signed}\n` : ''),
      ];
    });
  return [...new Set([...deb822, ...lines])].join('\n');
}

function machineLists() {
  const folder = '/etc/apt/sources.list.d';
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const inFolder = names.map((name) => ({ name, text: textOf(join(folder, name)) }));
  return [{ name: 'sources.list', text: textOf('/etc/apt/sources.list') }, ...inFolder];
}

/** The name and SHA-256 of the upstream archive in the text of a .dsc. */
export function originalOf(dsc) {
  const sums = /^Checksums-Sha256:\n((?: .*\n)+)/m.exec(dsc)?.[1] ?? '';
  const match = /^ ([0-9a-f]{64}) \d+ (\S+\.orig\.tar\.\S+)$/m.exec(sums);
  return match ? { sha256: match[1], name: match[2] } : undefined;
}

/** Unpacks the upstream archive that lies in `source` with its description; says why not. */
async function unpackOriginal(packageName, source, folder, said) {
  const names = readdirSync(source);
  const dsc = names.find((name) => name.startsWith(`${packageName}_`) && name.endsWith('.dsc'));
  const original = dsc ? originalOf(textOf(join(source, dsc))) : undefined;
  if (!original || !names.includes(original.name)) {
    const errors = said.split('\n').filter((line) => /^[EW]:/.test(line));
    return `apt-get gives no source of ${packageName}: ${errors.slice(-1)[0] ?? 'no reason given'}`;
  }
  const archive = join(source, original.name);
  const sum = createHash('sha256').update(readFileSync(archive)).digest('hex');
  if (sum !== original.sha256) return `${original.name} is not what its description says: its SHA-256 is ${sum}`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const unpacked = await capture('tar', ['xf', archive, '-C', folder, '--strip-components=1']);
  if (unpacked.code === 0) return undefined;
  rmSync(folder, { recursive: true, force: true });
  return `tar cannot unpack ${original.name}: ${unpacked.output.trim()}`;
}

/**
 * The upstream sources of Debian packages, through apt and with its signatures, without rights and beside what the
 * machine's own apt knows. `folders`: where those of each package go, by its name. Returns undefined, or says why there
 * are none of one; the others are there then.
 */
export async function fetchDebianSources(folders) {
  if (!answers('apt-get', ['--version'])) return 'this machine has no apt-get';
  const codename = /^VERSION_CODENAME=(\S+)/m.exec(textOf('/etc/os-release'))?.[1] ?? '';
  const entries = sourceEntries(machineLists(), codename);
  if (entries === '') return `no package list of this machine is of the release "${codename}"`;
  const names = Object.keys(folders);
  const work = `${folders[names[0]]}.work`;
  const at = (name) => join(work, name);
  rmSync(work, { recursive: true, force: true });
  for (const name of ['parts', 'lists/partial', 'cache/archives/partial', 'source']) {
    mkdirSync(at(name), { recursive: true });
  }
  writeFileSync(at('parts/source.sources'), entries);
  const options = [
    'Dir::Etc::sourcelist=/dev/null',
    `Dir::Etc::sourceparts=${at('parts')}`,
    `Dir::State::lists=${at('lists')}`,
    `Dir::Cache=${at('cache')}`,
    'APT::Sandbox::User=',
    'Acquire::Languages=none',
    'Acquire::Retries=1',
    'Acquire::http::Timeout=20',
  ].flatMap((option) => ['-o', option]);
  try {
    const updated = await capture('apt-get', [...options, '-q', 'update']);
    const problems = [];
    for (const name of names) {
      // Ends with an error when the packaging's own part is gone; the upstream archive is all that is wanted.
      const args = [...options, '-q', 'source', '--download-only', name];
      const fetched = await capture('apt-get', args, { cwd: at('source') });
      problems.push(await unpackOriginal(name, at('source'), folders[name], `${updated.output}\n${fetched.output}`));
    }
    return problems.find((problem) => problem !== undefined);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The upstream sources of one Debian package in `folder`; see fetchDebianSources. */
export const fetchDebianSource = (packageName, folder) => fetchDebianSources({ [packageName]: folder });
