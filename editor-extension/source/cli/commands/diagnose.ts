import { rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Severity } from '../../shared/analysis';
import { nothingChecked } from '../../shared/diagnosis';
import { writeDiagnosis } from '../../host/diagnosisBlock';
import { reportHtml } from '../../host/bundle/report';
import type { ReportedCapture } from '../../host/bundle/report';
import type { ReportLanguage } from '../../host/bundle/reportTexts';
import { asCliError, ExitCode } from '../CliError';
import type { CliError } from '../CliError';
import type { Context } from '../Context';
import { findingsAtLeast } from '../diagnosis/Diagnosed';
import type { Diagnosed, NotDiagnosed } from '../diagnosis/Diagnosed';
import { diagnosisText } from '../diagnosis/diagnosisText';
import { captureInputs } from '../diagnosis/inputs';
import { junitXml } from '../diagnosis/junitXml';
import { reportedOf } from '../diagnosis/reported';
import { withProgress } from '../Progress';
import { checkTarget, giveName } from '../targets';

export interface DiagnoseOptions {
  json?: boolean;
  junit?: string;
  html?: string;
  language: ReportLanguage;
  failOn: Severity;
  write?: boolean;
  overwrite?: boolean;
  keyFile?: string;
}

interface Found {
  diagnosed: Diagnosed[];
  failed: NotDiagnosed[];
  reported: ReportedCapture[];
}

/** What is wrong with each capture. One that cannot be read does not keep the others from being listened to. */
export async function diagnose(context: Context, named: string[], options: DiagnoseOptions): Promise<ExitCode> {
  await checkTargets(context, options);
  await context.analysis();
  await context.key(options.keyFile);
  const found: Found = { diagnosed: [], failed: [], reported: [] };
  for (const name of named) {
    try {
      for (const file of await captureInputs(context, name)) await diagnoseFile(context, file, options, found);
    } catch (error) {
      found.failed.push(failureOf(context, name, error));
    }
  }
  await writeReports(context, options, found);
  tell(context, options, found);
  const worst = found.diagnosed.some(({ diagnosis }) => findingsAtLeast(diagnosis, options.failOn).length > 0);
  return found.failed.reduce((most, { code }) => Math.max(most, code), worst ? ExitCode.Findings : ExitCode.Fine);
}

async function diagnoseFile(context: Context, file: string, options: DiagnoseOptions, found: Found): Promise<void> {
  const { terminal, signal } = context;
  try {
    await context.withCapture(file, options.keyFile, async (capture) => {
      const info = await capture.info();
      const diagnosis = await withProgress(terminal, basename(file), (onProgress) =>
        capture.diagnose({ signal, onProgress }),
      );
      const each: Diagnosed = { path: file, info, diagnosis };
      if (nothingChecked(diagnosis)) found.failed.push(notChecked(each));
      if (options.html !== undefined) found.reported.push(await reportedOf(capture, each, signal));
      if (options.write)
        await writeDiagnosis(context.resolve(file), diagnosis).catch((error: unknown) => left(context, error));
      found.diagnosed.push(each);
    });
  } catch (error) {
    found.failed.push(failureOf(context, file, error));
  }
}

/** That a capture has no place for its diagnosis does not make it a worse one. */
function left({ terminal }: Context, thrown: unknown): void {
  const error = asCliError(thrown);
  if (error.exitCode !== ExitCode.Usage) throw error;
  terminal.warn(`note: ${error.message}: not written`);
}

function failureOf(context: Context, path: string, thrown: unknown): NotDiagnosed {
  const { exitCode: code, message }: CliError = asCliError(thrown);
  if (code === ExitCode.Interrupted) throw thrown;
  const isNamed = path === '' || message.includes(context.resolve(path)) || message.startsWith(`${path} `);
  return { path, code, message: isNamed ? message : `${path}: ${message}` };
}

/** No finding in it means nothing, so it is no good end either. */
function notChecked({ path, info, diagnosis }: Diagnosed): NotDiagnosed {
  const why = diagnosis.checks[0]?.why?.en ?? 'it has nothing to listen to';
  const [code, advice] = info.decodable
    ? [ExitCode.Unreadable, '']
    : [ExitCode.Environment, ' See voice-recorder doctor.'];
  return { path, code, message: `${path}: nothing in it could be checked: ${why}${advice}` };
}

async function checkTargets(context: Context, { junit, html, overwrite }: DiagnoseOptions): Promise<void> {
  for (const [option, file] of Object.entries({ '--junit': junit, '--html': html })) {
    if (file === undefined) continue;
    await checkTarget(context.resolve(file), { overwrite: overwrite ?? false, sources: [], option });
  }
}

async function writeReports(context: Context, options: DiagnoseOptions, found: Found): Promise<void> {
  const { junit, html, language } = options;
  if (junit !== undefined)
    await writeReport(context, junit, '--junit', junitXml(found.diagnosed, found.failed, options), options);
  if (html === undefined) return;
  for (const { path } of found.diagnosed.filter(({ info }) => info.encrypted)) {
    context.terminal.warn(`note: ${path} is encrypted, and ${html} tells of it in the open`);
  }
  await writeReport(context, html, '--html', reportHtml(found.reported, language, false), options);
}

async function writeReport(
  context: Context,
  file: string,
  option: string,
  content: string,
  { overwrite }: DiagnoseOptions,
): Promise<void> {
  const target = context.resolve(file);
  await context.withFolderBeside(target, async (folder) => {
    const made = join(folder, basename(target));
    await writeFile(made, content);
    await giveName(made, target, overwrite ?? false, option);
    await rm(made, { force: true });
  });
}

function tell({ terminal }: Context, { json, language }: DiagnoseOptions, { diagnosed, failed }: Found): void {
  if (json) {
    terminal.printJson({
      captures: diagnosed.map(({ path, diagnosis }) => ({ path, diagnosis })),
      failed: failed.map(({ path, message }) => ({ path, message })),
    });
  } else if (diagnosed.length > 0) {
    terminal.print(diagnosed.map((each) => diagnosisText(each, language, terminal)).join('\n\n'));
  }
  for (const { message } of failed) terminal.warn(`error: ${message}`);
}
