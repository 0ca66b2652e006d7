import { entriesOf, isObject, type Json, pointerIn, pointerTo, valueAt } from '../../src/contract/load/json.js';
import { readModel } from '../../src/contract/load/read-model.js';
import type { SpecProblem } from '../../src/contract/load/source.js';
import { compileAt, createSchemaCompiler } from './schema-compiler.js';
import type { SpecSource } from './source.js';

/** An example of a parameter, a header or a body. */
export interface SpecExample {
  readonly pointer: string;
  /** Where the schema that the example must satisfy stands. */
  readonly schemaPointer: string;
  readonly value: Json;
}

/** Every example that stands beside a schema. */
export function examplesIn(value: Json, pointer = ''): SpecExample[] {
  if (Array.isArray(value)) return value.flatMap((member, index) => examplesIn(member, pointerTo(pointer, index)));
  if (!isObject(value)) return [];
  if (value['schema'] === undefined)
    return entriesOf(value).flatMap(([name, member]) => examplesIn(member, pointerTo(pointer, name)));
  const schemaPointer = pointerTo(pointer, 'schema');
  const single =
    value['example'] === undefined
      ? []
      : [{ pointer: pointerTo(pointer, 'example'), schemaPointer, value: value['example'] }];
  const named = entriesOf(value['examples']).map(([name, example]) => ({
    pointer: pointerTo(pointer, 'examples', name, 'value'),
    schemaPointer,
    value: isObject(example) ? (example['value'] ?? null) : null,
  }));
  return [...single, ...named];
}

/** Examples that their own schema rejects. Each schema is known to be one, and is used too seldom to be worth optimizing. */
export function findBadExamples(source: SpecSource): SpecProblem[] {
  const ajv = createSchemaCompiler(source.document, { validateSchema: false, code: { optimize: false } });
  return examplesIn(source.document).flatMap(({ pointer, schemaPointer, value }) => {
    const validate = compileAt(ajv, schemaPointer);
    if (validate(value)) return [];
    return [source.problemAt(pointer, 'examples', `does not satisfy its schema: ${ajv.errorsText(validate.errors)}`)];
  });
}

/** Checks that validators can be made of all schemas that operations use. */
export async function validateSchemas(source: SpecSource): Promise<SpecProblem[]> {
  const ajv = createSchemaCompiler(source.document);
  const schemas = readModel(source).operations.flatMap(({ parameters, requestBody, responses }) => [
    ...parameters.map(({ schema }) => schema),
    ...(requestBody?.content ?? []).map(({ schema }) => schema),
    ...responses.flatMap(({ headers, content }) => [...headers, ...content].map(({ schema }) => schema)),
  ]);
  // Most are used in many places.
  for (const pointer of new Set(schemas.map((schema) => schema.pointer))) {
    try {
      compileAt(ajv, pointer);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      // The compiler names the place of most mistakes; of the others, what it was compiling is the best that is known.
      const [, named] = /"openapi(#[^"]+)"/.exec(reason) ?? [];
      const place = named ? pointerIn(named) : pointer;
      const isPlace = valueAt(source.document, place) !== undefined;
      return [source.problemAt(isPlace ? place : pointer, 'schema', reason)];
    }
  }
  return [];
}
