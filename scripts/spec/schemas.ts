import { readModel } from '../codegen/read-model.js';
import { pointerIn, valueAt } from './json.js';
import type { SpecProblem } from './problem.js';
import { compileAt, createSchemaCompiler } from './schema-compiler.js';
import type { SpecSource } from './source.js';

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
