/** Paths as a scene may hold them: relative ones lie below what only the running game knows. Folders are joined by `/`. */

const UNSAFE = /[\\/:*?"<>|\u0000-\u001f\u007f]/g;

/** `/x`, `C:\x`, `C:/x` or `\\server\x`. */
export function isAbsolute(path: string): boolean {
  return /^(\/|[A-Za-z]:[\\/]|\\\\)/.test(path);
}

/** The folder that holds it, without a slash at the end; empty: none is named. */
export function folderOf(path: string): string {
  return path.replace(/[\\/]+[^\\/]*$/, '');
}

/** The absolute folder; empty stays empty. Relative ones lie in `base`. */
export function absoluteFolder(folder: string, base: string): string {
  return folder === '' || isAbsolute(folder) ? folder : `${base}/${folder}`;
}

/** The path of a recording with its fields filled in; a relative one lies in `folder`. */
export function recordingPath(template: string, folder: string, room: string, now: Date): string {
  const filled = template
    .split('{date}')
    .join(`${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`)
    .split('{time}')
    .join(`${two(now.getHours())}-${two(now.getMinutes())}-${two(now.getSeconds())}-${three(now.getMilliseconds())}`)
    .split('{room}')
    .join(safeName(room));
  return filled === '' || isAbsolute(filled) ? filled : `${folder}/${filled}`;
}

function safeName(room: string): string {
  const safe = room.replace(UNSAFE, '_').replace(/^[. ]+|[. ]+$/g, '');
  return safe === '' ? 'room' : safe;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function three(value: number): string {
  return String(value).padStart(3, '0');
}
