import { join } from 'node:path';
import ts from 'typescript';

/** The options of a tsconfig.json, with those that it extends. */
export function optionsOf(project: string): ts.CompilerOptions {
  const unreadable = ({ messageText }: ts.Diagnostic): never => {
    throw new Error(`${project}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
  };
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: unreadable };
  const read = ts.getParsedCommandLineOfConfigFile(project, {}, host);
  if (!read) throw new Error(`${project} is not there`);
  return read.options;
}

/** What the compiler says of files in `folder` with these texts, each with the number of its file, from 1 on. */
export function complaintsOf(folder: string, texts: readonly string[], options: ts.CompilerOptions): string[] {
  const files = new Map(texts.map((text, i) => [join(folder, `compiled-text-${i + 1}.ts`), text]));
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.getSourceFile = (name, target) => {
    const text = files.get(name);
    return text === undefined ? getSourceFile(name, target) : ts.createSourceFile(name, text, target);
  };
  const names = [...files.keys()];
  return ts.getPreEmitDiagnostics(ts.createProgram(names, options, host)).map(({ file, messageText }) => {
    return `${names.indexOf(file?.fileName ?? '') + 1}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}
