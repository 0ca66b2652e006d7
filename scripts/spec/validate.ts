import SwaggerParser from '@apidevtools/swagger-parser';
import type { OpenAPI } from 'openapi-types';
import { isObject } from './json.js';
import type { SpecProblem } from './problem.js';
import type { SpecSource } from './source.js';

/** Checks a document against the OpenAPI 3.1 schema and resolves every `$ref` in it. */
export async function validateStructure(source: SpecSource): Promise<SpecProblem[]> {
  // The parser dereferences what it is given, in place. A parsed file is an OpenAPI document only once this succeeds.
  const copy: object = structuredClone(source.document);
  try {
    await SwaggerParser.validate(source.path, copy as OpenAPI.Document, { dereference: { circular: 'ignore' } });
    return [];
  } catch (error) {
    const details = isObject(error) && Array.isArray(error['details']) ? error['details'] : [];
    const problems = details.filter(isObject).map((detail) => {
      return source.problemAt(String(detail['instancePath']), 'openapi-schema', String(detail['message']));
    });
    return problems.length > 0 ? problems : [source.problemAt('', 'openapi-schema', messageOf(error))];
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
