import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from './builds';

const file = join(root, 'editor-extension/source/shared/analysis.ts');
const schema = JSON.parse(
  readFileSync(join(root, 'native/plugins/voice-recorder/doc/capture-sidecar.schema.json'), 'utf8'),
) as Described;

interface Described {
  properties?: Record<string, Described>;
  required?: string[];
  type?: string | string[];
  then?: Described;
}

const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);

function membersOf(name: string): Map<string, ts.PropertySignature> {
  const found = source.statements.filter(ts.isInterfaceDeclaration).find((each) => each.name.text === name);
  return new Map([...(found?.members ?? [])].filter(ts.isPropertySignature).map((each) => [each.name.getText(), each]));
}

test('the type of a sidecar has the keys of its schema, and no other', () => {
  expect([...membersOf('Sidecar').keys()].sort()).toEqual(Object.keys(schema.properties ?? {}).sort());
});

test('what the type promises is what the schema requires of a plain one', () => {
  const required = [...(schema.required ?? []), ...(schema.then?.required ?? [])];
  for (const [name, { questionToken }] of membersOf('Sidecar')) {
    if (questionToken === undefined) expect(required).toContain(name);
  }
});

test('where a cut came from has the shape of the schema', () => {
  const cutOf = schema.properties?.['cutOf'];
  const type = membersOf('Sidecar').get('cutOf')?.type;
  const members = type !== undefined && ts.isTypeLiteralNode(type) ? type.members.filter(ts.isPropertySignature) : [];
  const ofType = Object.fromEntries(members.map((each) => [each.name.getText(), each.type?.getText()]));
  const ofSchema = Object.entries(cutOf?.properties ?? {}).map(([name, each]) => [name, each.type]);
  expect(ofType).toEqual(Object.fromEntries(ofSchema));
  const always = members.filter((each) => each.questionToken === undefined).map((each) => each.name.getText());
  expect(always).toEqual(cutOf?.required);
});
