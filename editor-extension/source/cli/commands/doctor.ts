import { ExitCode } from '../CliError';
import type { Context } from '../Context';
import { checkAll } from '../checks';
import type { Check } from '../checks';
import { tableText } from '../format';

export interface DoctorOptions {
  json?: boolean;
  captures: string;
}

/** Whether everything is installed and works, and what to do where it does not. */
export async function doctor(context: Context, { json, captures }: DoctorOptions): Promise<ExitCode> {
  const { terminal } = context;
  const checks = await checkAll(context.resolve(captures));
  const isFine = checks.every((check) => check.ok);
  if (json) terminal.printJson({ ok: isFine, checks });
  else {
    const mark = ({ ok }: Check): string => (ok ? 'ok' : 'missing');
    const lines = tableText(checks.map((check) => [mark(check), check.name, check.told])).split('\n');
    checks.forEach((check, place) => {
      terminal.print(terminal.paint(check.ok ? 'green' : 'red', lines[place] ?? ''));
      if (!check.ok) terminal.print(indented(check.advice));
    });
  }
  return isFine ? ExitCode.Fine : ExitCode.Environment;
}

const indented = (text: string): string => text.replace(/^/gm, '         ');
