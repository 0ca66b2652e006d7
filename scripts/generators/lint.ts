import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installed, runProgram, SPECIFICATION } from './programs.js';

const SPECTRAL = '@stoplight/spectral-cli';
const SERIOUSME = '@seriousme/openapi-schema-validator';

/**
 * All recommended rules but one: it knows scopes of OAuth only, as OpenAPI 3.0 does. In 3.1, what stands behind another kind
 * of credential may be a list of roles.
 */
const RULESET = { extends: ['spectral:oas'], rules: { 'oas3-operation-security-defined': 'off' } };

/**
 * Has Spectral and the validator of seriousme read the specification.
 *
 * @throws Error with what they find.
 */
export async function lintWithOthers(folder: string): Promise<void> {
  const ruleset = join(folder, 'spectral.json');
  await writeFile(ruleset, JSON.stringify(RULESET));
  const argv = ['lint', SPECIFICATION, '--ruleset', ruleset, '--fail-severity', 'hint'];
  await runProgram(await installed(`${SPECTRAL}@6.16.3`), SPECTRAL, argv, folder);
  await runProgram(await installed(`${SERIOUSME}@2.11.0`), SERIOUSME, [SPECIFICATION], folder);
}
