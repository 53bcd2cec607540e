import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** How a compiler of decorators and fields compiles. */
export interface Compiler {
  readonly target: ts.ScriptTarget;
  readonly useDefineForClassFields: boolean;
  /** Property decorators get a descriptor with the initialiser, as Babel's legacy ones do; tsc gives none. */
  readonly givesInitializers: boolean;
}

/** Loads a script and what it imports as this compiler makes it; packages come from `packages`. */
export function loadCompiled<T>(file: string, compiler: Compiler, packages: Readonly<Record<string, unknown>>): T {
  const modules = new Map<string, { exports: object }>();
  const load = (path: string): object => {
    const known = modules.get(path);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    modules.set(path, module);
    const require = (name: string): unknown =>
      name.startsWith('.') ? load(`${join(dirname(path), name)}.ts`) : packages[name];
    new Function('require', 'exports', 'module', '__legacy', compile(path, compiler))(
      ...[require, module.exports, module, legacy],
    );
    return module.exports;
  };
  if (!existsSync(file)) throw new Error(`${file} is not there`);
  return load(file) as T;
}

const texts = new Map<string, string>();

function compile(path: string, compiler: Compiler): string {
  const key = JSON.stringify([path, compiler]);
  const text = texts.get(key) ?? compiled(path, compiler);
  texts.set(key, text);
  return text;
}

function compiled(path: string, { target, useDefineForClassFields, givesInitializers }: Compiler): string {
  const { outputText, diagnostics = [] } = ts.transpileModule(readFileSync(path, 'utf8'), {
    fileName: path,
    reportDiagnostics: true,
    compilerOptions: {
      ...{ target, useDefineForClassFields, module: ts.ModuleKind.CommonJS },
      ...{ experimentalDecorators: true, isolatedModules: true },
    },
    transformers: givesInitializers ? { before: [withInitializers] } : {},
  });
  if (diagnostics.length > 0) throw new Error(diagnostics.map(({ messageText }) => String(messageText)).join('\n'));
  return outputText;
}

type Decorator = (target: object, key: string, descriptor: object) => void;

/** What a decorated field is called with in Babel's legacy mode. */
function legacy(initializer: () => unknown, decorator: Decorator): (target: object, key: string) => void {
  const descriptor = { configurable: true, enumerable: true, writable: true, initializer };
  return (target, key) => decorator(target, key, descriptor);
}

/** `@d field = value` becomes `@__legacy(() => value, d) field = value`. */
function withInitializers(context: ts.TransformationContext): (source: ts.SourceFile) => ts.SourceFile {
  const { factory } = context;
  const wrapped = (modifier: ts.ModifierLike, value: ts.Expression): ts.ModifierLike => {
    if (!ts.isDecorator(modifier)) return modifier;
    const initializer = factory.createArrowFunction(
      ...([undefined, undefined, [], undefined, undefined] as const),
      factory.createParenthesizedExpression(value),
    );
    const call = factory.createCallExpression(factory.createIdentifier('__legacy'), undefined, [
      initializer,
      modifier.expression,
    ]);
    return factory.updateDecorator(modifier, call);
  };
  const visit = (node: ts.Node): ts.Node => {
    if (!ts.isPropertyDeclaration(node) || node.initializer === undefined)
      return ts.visitEachChild(node, visit, context);
    const { initializer } = node;
    return factory.updatePropertyDeclaration(
      node,
      node.modifiers?.map((modifier) => wrapped(modifier, initializer)),
      ...([node.name, node.questionToken ?? node.exclamationToken, node.type, initializer] as const),
    );
  };
  return (source) => ts.visitNode(source, visit, ts.isSourceFile);
}
