import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { CommandError, Exit } from './errors.mjs';
import { allPackages, isToBuild, packagesFor } from './packages.mjs';
import { build } from './paths.mjs';
import { tell } from './progress.mjs';
import { answers, capture, commandLine } from './run.mjs';
import { readStamp, writeStamp } from './stamp.mjs';

const INCLUDE_FOLDERS = ['/usr/include', '/usr/local/include', '/opt/homebrew/include', '/opt/local/include'];
const APT = ['install', '-y', '--no-install-recommends'];

function onPath(command) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return folder !== '';
    } catch {
      return false;
    }
  });
}

function isThere(entry) {
  if (entry.command?.some(onPath)) return true;
  if (entry.files?.some(existsSync)) return true;
  if (entry.header && INCLUDE_FOLDERS.some((folder) => existsSync(join(folder, entry.header)))) return true;
  return Boolean(entry.pkgConfig) && onPath('pkg-config') && answers('pkg-config', ['--exists', entry.pkgConfig]);
}

/** Names of those packages that dpkg calls installed, out of `dpkg-query -W -f '${Package} ${db:Status-Status}\n'`. */
export function installedByDpkg(output) {
  const lines = output.split('\n').map((line) => line.split(' '));
  return new Set(lines.filter(([, status]) => status === 'installed').map(([name]) => name));
}

async function findMissing(profile, debian) {
  const unseen = packagesFor(profile).filter((entry) => !isThere(entry));
  if (!debian || unseen.length === 0) return unseen;
  const names = unseen.map((entry) => entry.apt);
  const { stdout } = await capture('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\\n', ...names]);
  const installed = installedByDpkg(stdout);
  return unseen.filter((entry) => !installed.has(entry.apt));
}

/** How apt-get may be run here: as root, through sudo without a password, or (undefined) not at all. */
function aptCommand() {
  if (process.getuid?.() === 0) return ['apt-get'];
  return onPath('sudo') && answers('sudo', ['-n', 'true']) ? ['sudo', '-n', 'apt-get'] : undefined;
}

const quiet = { env: { DEBIAN_FRONTEND: 'noninteractive' } };

async function aptGet(apt, args, note) {
  const [program, ...before] = apt;
  note(commandLine(program, [...before, ...args]));
  return capture(program, [...before, ...args], quiet);
}

/** Names that the package lists know with a version to install. */
export function installable(policyOutput) {
  const names = new Set();
  let name = '';
  for (const line of policyOutput.split('\n')) {
    if (/^\S+:$/.test(line)) name = line.slice(0, -1);
    else if (/^\s+Candidate: (?!\(none\))/.test(line)) names.add(name);
  }
  return names;
}

async function known(names) {
  const { stdout } = await capture('apt-cache', ['policy', ...names], { env: { LC_ALL: 'C' } });
  return installable(stdout);
}

async function installWithApt(apt, missing, note) {
  const names = missing.map((entry) => entry.apt);
  let candidates = await known(names);
  let updated = false;
  const update = async () => {
    updated = true;
    await aptGet(apt, ['update'], note);
    candidates = await known(names);
  };
  if (candidates.size < names.length) await update();
  const wanted = () =>
    missing.filter((entry) => candidates.has(entry.apt) || !entry.optional).map((entry) => entry.apt);
  if (wanted().length === 0) return;
  let result = await aptGet(apt, [...APT, ...wanted()], note);
  if (result.code !== 0 && !updated) {
    await update();
    result = await aptGet(apt, [...APT, ...wanted()], note);
  }
  const required = missing.filter((entry) => !entry.optional).map((entry) => entry.apt);
  if (result.code === 0) return;
  tell(result.output);
  if (required.length > 0 && required.length < wanted().length) {
    const { code, output } = await aptGet(apt, [...APT, ...required], note);
    if (code !== 0) tell(output);
  }
}

/** Names of all libraries of native builds that are here, for any profile: one that appears later must be looked for again. */
export function librariesFound() {
  const libraries = allPackages.filter((entry) => isToBuild(entry) && (entry.header || entry.files));
  return libraries.filter(isThere).map((entry) => entry.apt);
}

const triedFile = join(build, '.optional-packages');
const optionalNames = (missing) => missing.filter((entry) => entry.optional).map((entry) => entry.apt);

/** True when nothing but optional packages is missing and these could not be installed the last time. */
function wasTried(missing) {
  const { names = [] } = readStamp(triedFile);
  return missing.every((entry) => entry.optional && names.includes(entry.apt));
}

/**
 * Installs what a profile needs, or only what is needed `toBuild`, or says what the user must do, for all of the profile;
 * optional packages never stop it.
 */
export async function ensureSystemPackages(profile, note, { toBuild = false } = {}) {
  const debian = onPath('dpkg-query') && onPath('apt-get');
  const isDueNow = (entry) => !toBuild || isToBuild(entry);
  let missing = await findMissing(profile, debian);
  const apt = debian ? aptCommand() : undefined;
  const due = missing.filter(isDueNow);
  if (apt && due.length > 0 && !wasTried(due)) {
    await installWithApt(apt, due, note);
    missing = await findMissing(profile, debian);
    const left = optionalNames(missing.filter(isDueNow));
    writeStamp(triedFile, { names: [...(readStamp(triedFile).names ?? []), ...left] });
  }
  const isLeft = (entry) => isDueNow(entry) || (!apt && !entry.optional);
  const left = missing.filter(isLeft);
  if (left.length === 0) return due.length === 0 ? 'nothing missing' : 'installed';
  for (const entry of left.filter((each) => each.optional)) note(`not installed: ${entry.apt}; ${entry.optional}`);
  const required = left.filter((entry) => !entry.optional);
  if (required.length === 0) return 'optional ones missing';
  const names = required.map((entry) => entry.apt);
  throw new CommandError(
    debian
      ? `System packages are missing. Run this once, then repeat the command:\n\n  sudo apt-get update && sudo apt-get ${APT.join(' ')} ${names.join(' ')}\n`
      : `These are missing (named as Debian names them); install them with your package manager, then repeat the command:\n  ${names.join('  ')}`,
    Exit.environment,
  );
}
