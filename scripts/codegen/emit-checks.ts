import type { JsonObject } from '../../src/contract/load/json.js';
import type { SpecSource } from '../spec/source.js';
import { importsOf } from './check-names.js';
import { CheckWriter } from './check-writer.js';
import { printLiteral } from './print.js';

/** Schemas to make validators of, by the name of the function. */
export type NamedSchemas = ReadonlyMap<string, JsonObject>;

/**
 * Writes validators that are as small as the document allows: each is put together from the few checks that it needs. They
 * say which rules a value breaks, but not in words.
 *
 * @throws SpecProblemsError for a keyword that there is no check for.
 */
export function emitChecks(source: SpecSource, schemas: NamedSchemas): string {
  const writer = new CheckWriter(source);
  const validators = [...schemas].map(([name, schema]) => {
    const call = writer.call('validator', writer.writeAlways({ schema, pointer: '' }));
    return `export const ${name} = ${printLiteral(call)};\n`;
  });
  return [importsOf(writer.used), ...writer.constants, ...validators].join('\n');
}
