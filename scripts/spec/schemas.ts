import { mistakesIn } from '../../src/codegen/mistakes.js';
import { DOCUMENT, isOf30 } from '../../src/contract/load/read-schemas.js';
import type { SpecProblem } from '../../src/contract/load/source.js';
import { SchemaError } from '../../src/contract/schema/documents.js';
import { FORMATS } from '../../src/contract/schema/formats.js';
import { KEYWORDS } from '../../src/contract/schema/keywords.js';
import { visitSchemas } from '../../src/contract/schema/positions.js';
import { Schemas, type SchemaValidator } from '../../src/contract/schema/schemas.js';
import { type Json, type JsonObject, pointerTo } from '../../src/json.js';
import type { SpecSource } from './source.js';

/** Gives validators for the schemas of a document, by pointer. */
export function schemasOf({ document }: SpecSource): (pointer: string) => SchemaValidator {
  const dialect = isOf30({ document }) ? 'openapi-3.0' : '2020-12';
  const schemas = new Schemas({ formats: FORMATS }).add(DOCUMENT, document, { dialect });
  return (pointer) => schemas.validator(`${DOCUMENT}#${encodeURI(pointer)}`);
}

/** Checks that each schema means something, and that nothing in it is silently ignored. */
export function validateSchemas(source: SpecSource): SpecProblem[] {
  const problems: SpecProblem[] = [];
  const pointers: string[] = [];
  const report = (pointer: string, reason: string) => problems.push(source.problemAt(pointer, 'schema', reason));
  visitSchemas(source.document, 'other', NO_CONTEXT, (schema, pointer, around) => {
    pointers.push(pointer);
    for (const { keyword, reason } of mistakesIn(schema))
      if (!isOf30(source) || keyword !== 'nullable') report(pointerTo(pointer, keyword), reason);
    const isSameValue = COMBINED.test(pointer.slice(around.pointer.length));
    const types = typesIn(schema) ?? (isSameValue ? around.types : []);
    for (const [keyword, missing] of withoutType(schema, types))
      report(pointerTo(pointer, keyword), `is about one type: missing type "${missing}" for keyword "${keyword}"`);
    return { pointer, types };
  });
  if (problems.length > 0) return problems;
  const validatorAt = schemasOf(source);
  const places = new Map<string, SpecProblem>();
  for (const pointer of pointers) {
    try {
      validatorAt(pointer)(null);
    } catch (error) {
      if (!(error instanceof SchemaError)) throw error;
      places.set(error.pointer, source.problemAt(error.pointer, 'schema', error.reason));
    }
  }
  return [...places.values()];
}

/** Keywords that say nothing about values of the types that a schema allows. */
function withoutType(schema: JsonObject, types: readonly Json[]): [keyword: string, type: string][] {
  return Object.keys(schema).flatMap((keyword): [string, string][] => {
    const wanted = KEYWORDS.flatMap(({ name, type }) => (name === keyword ? [type] : []));
    const [first] = wanted;
    const isApplicable = wanted.some((type) => type === undefined || types.includes(type));
    return first === undefined || isApplicable ? [] : [[keyword, first]];
  });
}

function typesIn({ type }: JsonObject): readonly Json[] | undefined {
  const types = [type ?? []].flat();
  if (types.length === 0) return undefined;
  return types.includes('integer') ? [...types, 'number'] : types;
}

interface Context {
  readonly pointer: string;
  readonly types: readonly Json[];
}

const NO_CONTEXT: Context = { pointer: '', types: [] };

/** The way to a schema of the same value, which is of the types of the schema around it. */
const COMBINED = /^\/(?:(?:allOf|anyOf|oneOf)\/\d+|not|if|then|else|dependentSchemas\/[^/]*)$/;
