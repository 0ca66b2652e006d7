import { targetOf } from '../../src/codegen/references.js';
import type { SpecProblem } from '../../src/contract/load/source.js';
import { entriesOf, isRecord, type Json, pointerTo } from '../../src/json.js';
import { schemasOf } from './schemas.js';
import type { SpecSource } from './source.js';

/** An example of a parameter, a header or a body. */
export interface SpecExample {
  readonly pointer: string;
  /** Where the schema that the example must satisfy stands. */
  readonly schemaPointer: string;
  readonly value: Json;
}

/** Every example that stands beside a schema, or that is referred to from there. */
export function examplesIn(document: Json, value = document, pointer = ''): SpecExample[] {
  if (Array.isArray(value))
    return value.flatMap((member, index) => examplesIn(document, member, pointerTo(pointer, index)));
  if (!isRecord(value)) return [];
  if (value['schema'] === undefined)
    return entriesOf(value).flatMap(([name, member]) => examplesIn(document, member, pointerTo(pointer, name)));
  const schemaPointer = pointerTo(pointer, 'schema');
  const single =
    value['example'] === undefined
      ? []
      : [{ pointer: pointerTo(pointer, 'example'), schemaPointer, value: value['example'] }];
  const named = entriesOf(value['examples']).flatMap(([name, given]) => {
    const example = isRecord(document) ? targetOf(document, given) : given;
    if (!isRecord(example) || example['value'] === undefined) return [];
    const at = pointerTo(pointer, 'examples', name);
    return [{ pointer: example === given ? pointerTo(at, 'value') : at, schemaPointer, value: example['value'] }];
  });
  return [...single, ...named];
}

/** Examples that their own schema rejects. */
export function findBadExamples(source: SpecSource): SpecProblem[] {
  const validatorAt = schemasOf(source);
  return examplesIn(source.document).flatMap(({ pointer, schemaPointer, value }) => {
    const { failures } = validatorAt(schemaPointer).inspect(value);
    if (failures.length === 0) return [];
    const mistakes = failures.map(({ instancePath, message }) => `${instancePath} ${message}`.trim());
    return [source.problemAt(pointer, 'examples', `does not satisfy its schema: ${mistakes.join(', ')}`)];
  });
}
