import { ExitCode } from '../CliError';
import type { Context } from '../Context';
import { checkAll } from '../checks';
import type { Check } from '../Check';
import type { CheckedFolder } from '../folderChecks';
import { printable, tableText } from '../format';
import type { Colour } from '../Terminal';

const COLOURS: Record<Check['state'], Colour> = { ok: 'green', note: 'yellow', missing: 'red' };

export interface DoctorOptions {
  json?: boolean;
  captures: CheckedFolder;
  /** 0: any. */
  port: number;
}

/** Whether everything is installed and works, and what to do where it does not. */
export async function doctor(context: Context, { json, captures, port }: DoctorOptions): Promise<ExitCode> {
  const { terminal } = context;
  const checks = await checkAll({ captures, port });
  const isFine = checks.every(({ state }) => state !== 'missing');
  if (json) terminal.printJson({ ok: isFine, checks });
  else {
    const lines = tableText(checks.map(({ state, name, told }) => [state, name, printable(told)])).split('\n');
    checks.forEach(({ state, advice }, place) => {
      terminal.print(terminal.paint(COLOURS[state], lines[place] ?? ''));
      if (advice !== '') terminal.print(indented(advice));
    });
  }
  return isFine ? ExitCode.Fine : ExitCode.Environment;
}

const indented = (text: string): string => text.replace(/^/gm, '         ');
