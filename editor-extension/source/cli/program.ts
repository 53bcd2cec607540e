import { Command, Option } from 'commander';
import { SEVERITIES } from '../shared/diagnosis';
import { VERSION } from '../shared/version';
import { listArgument, secondsArgument, wholeNumber } from './arguments';
import type { ExitCode } from './CliError';
import { bundle } from './commands/bundle';
import type { BundleOptions } from './commands/bundle';
import { diagnose } from './commands/diagnose';
import type { DiagnoseOptions } from './commands/diagnose';
import { doctor } from './commands/doctor';
import type { DoctorOptions } from './commands/doctor';
import { exportCapture, QUALITIES } from './commands/export';
import type { ExportOptions } from './commands/export';
import { info } from './commands/info';
import type { InfoOptions } from './commands/info';
import { list } from './commands/list';
import type { ListOptions } from './commands/list';
import { peaks } from './commands/peaks';
import type { PeaksOptions } from './commands/peaks';
import { recover, wipe } from './commands/recover';
import type { RecoverOptions, WipeOptions } from './commands/recover';
import { serve } from './commands/serve';
import type { ServeOptions } from './commands/serve';
import type { Context } from './Context';
import { EXAMPLES, EXIT_CODES } from './helpTexts';
import { CAPTURES } from './places';

const MAX_POINTS = 1_000_000;

/** The command line; `done` gets the exit code of the command that ran. */
export function buildProgram(context: Context, done: (code: ExitCode) => void): Command {
  const program = new Command('voice-recorder')
    .description('Lists, reads, cuts, packs and shows captures of voice rooms.')
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this text')
    .helpCommand('help [command]', 'print the text of a command')
    .addHelpText('after', EXIT_CODES);
  addReaders(program, context, done);
  addDiagnosis(program, context, done);
  addMakers(program, context, done);
  addRecovery(program, context, done);
  addServing(program, context, done);
  return program;
}

type Done = (code: ExitCode) => void;

function command(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .helpOption('-h, --help', 'print this text')
    .allowExcessArguments(false)
    .option('--json', 'print one JSON document')
    .addHelpText('after', `${EXAMPLES[name.split(' ')[0] ?? ''] ?? ''}\n${EXIT_CODES}`);
}

const keyFile = (): Option =>
  new Option('--key-file <file>', 'the key of encrypted captures: 32 bytes or 64 hex digits');
const overwrite = (): Option => new Option('--overwrite', 'replace a file that is there');

function addReaders(program: Command, context: Context, done: Done): void {
  command(program, 'list [folder]', 'list the captures of a folder, newest first').action(
    async (folder: string | undefined, options: ListOptions) => {
      done(await list(context, folder ?? CAPTURES, options));
    },
  );
  command(program, 'info <file...>', 'tell what captures are: format, lanes, markers, problems')
    .addOption(keyFile())
    .action(async (files: string[], options: InfoOptions) => {
      done(await info(context, files, options));
    });
  command(program, 'peaks <file>', 'print minimum, maximum and RMS over time')
    .option('--points <n>', 'how many', wholeNumber(1, MAX_POINTS), 60)
    .option('--lane <lane>', 'number, kind, user id or label of a lane (default: the mix)')
    .addOption(keyFile())
    .action(async (file: string, options: PeaksOptions) => {
      done(await peaks(context, file, options));
    });
}

function addDiagnosis(program: Command, context: Context, done: Done): void {
  command(program, 'diagnose <file...>', 'tell what is wrong with captures: which fault, on whose side, when, and why')
    .option('--junit <file>', 'write a report for a build server: a test case for each check of each file')
    .option('--html <file>', 'write one page that stands alone, for a ticket')
    .addOption(new Option('--lang <language>', 'of what is told').choices(['en', 'zh']).default('en'))
    .addOption(
      new Option('--fail-on <severity>', 'from which on a finding makes the exit code 1')
        .choices(SEVERITIES)
        .default('error'),
    )
    .option('--write', 'put the diagnosis into the sidecar, for lists and pages; never into an encrypted one')
    .option('--overwrite', 'replace a report that is there')
    .addOption(keyFile())
    .action(
      async (files: string[], { lang, ...options }: Omit<DiagnoseOptions, 'language'> & { lang: 'en' | 'zh' }) => {
        done(await diagnose(context, files, { ...options, language: lang }));
      },
    );
}

function addMakers(program: Command, context: Context, done: Done): void {
  command(program, 'export <file>', 'write a range or some lanes of a capture to a WAV or AAC file')
    .option('--from <time>', 'seconds or mm:ss (default: the start)', secondsArgument)
    .option('--to <time>', 'seconds or mm:ss (default: the end)', secondsArgument)
    .option('--lanes <lanes>', 'mixed into the file, commas between (default: the audio as it is)', listArgument)
    .addOption(new Option('--format <format>', 'default: that of --out, else of the capture').choices(['wav', 'aac']))
    .option('--out <file>', 'default: a name made of the capture and the range, in this folder')
    .addOption(new Option('--quality <quality>', 'of AAC').choices(QUALITIES).default('medium'))
    .option('--no-sidecar', 'write the audio alone')
    .addOption(overwrite())
    .addOption(keyFile())
    .action(async (file: string, options: ExportOptions) => {
      done(await exportCapture(context, file, options));
    });
  command(program, 'bundle <file...>', 'pack captures with all that belongs to them into one zip')
    .option('--out <file>', 'default: the name of the first capture, or bundle.zip with --hash-users')
    .option('--hash-users', 'replace user ids by hashes with a key that nobody keeps')
    .addOption(new Option('--lang <language>', 'of the report').choices(['en', 'zh']).default('en'))
    .addOption(overwrite())
    .addOption(keyFile())
    .action(async (files: string[], { lang, ...options }: Omit<BundleOptions, 'language'> & { lang: 'en' | 'zh' }) => {
      done(await bundle(context, files, { ...options, language: lang }));
    });
}

function addRecovery(program: Command, context: Context, done: Done): void {
  const recovery = (): Option => new Option('--recovery <folder>', 'the recovery folder of the game (required)');
  command(program, 'recover', 'make captures of what killed processes have left')
    .addOption(recovery())
    .option('--captures <folder>', `where captures go (default: ${CAPTURES}, which is made when it is needed)`)
    .addOption(keyFile())
    .action(async (options: RecoverOptions) => {
      done(await recover(context, options));
    });
  command(program, 'wipe', 'overwrite and remove what killed processes have left')
    .addOption(recovery())
    // As recover has it: who wipes with the same line is not stopped. No capture is touched, so it is not looked at.
    .addOption(new Option('--captures <folder>').hideHelp())
    .option('--yes', 'it is meant')
    .action(async (options: WipeOptions) => {
      done(await wipe(context, options));
    });
}

function addServing(program: Command, context: Context, done: Done): void {
  command(program, 'serve [folder]', 'show the captures of a folder in a browser of this machine')
    .option('--port <n>', '0: any that is free', wholeNumber(0, 65535), 0)
    .option('--open', 'open a browser (the default at a terminal)')
    .option('--no-open', 'only print the link')
    .option('--end-with-input', 'end when standard input does, for a program that starts it')
    .option(
      '--end-with-process <pid>',
      'end when that process does, or when it writes a line to standard input',
      wholeNumber(1, 2 ** 31 - 1),
    )
    .addOption(keyFile())
    .action(async (folder: string | undefined, options: ServeOptions) => {
      done(await serve(context, folder ?? CAPTURES, options));
    });
  command(program, 'doctor', 'tell whether everything is installed and works')
    .option('--captures <folder>', `the captures folder (default: ${CAPTURES})`)
    .option('--port <n>', 'the port that serve is to have (default: any)', wholeNumber(0, 65535), 0)
    .action(async ({ captures, ...options }: { captures?: string } & Omit<DoctorOptions, 'captures'>) => {
      const folder = { path: context.resolve(captures ?? CAPTURES), named: captures !== undefined };
      done(await doctor(context, { ...options, captures: folder }));
    });
}
