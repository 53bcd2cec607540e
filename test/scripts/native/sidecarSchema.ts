import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { root } from './support';

const schemaPath = join(root, 'native/plugins/voice-recorder/doc/capture-sidecar.schema.json');

/** Whether a value is a sidecar by its schema; `validate.errors` says why not. */
export const validate = new Ajv({ allErrors: true, strict: false }).compile(
  JSON.parse(readFileSync(schemaPath, 'utf8')) as Record<string, unknown>,
);

/** The sidecar at a path; the test fails when its schema does not allow it. */
export function sidecarOf(path: string): Record<string, unknown> {
  const sidecar = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  validate(sidecar);
  expect(validate.errors).toBeNull();
  return sidecar;
}
