import { pointerTokens } from '../../value-at.js';
import { regularExpression } from '../openapi/pattern.js';
import { isObject, type Json, type JsonObject, pointerIn } from './json.js';
import { compilerFor, type SchemaCompiler, type SchemaLibraries } from './schema-compiler.js';
import { addUniqueItems } from './unique-items.js';
import { visitSchemas } from './upgrade.js';

/**
 * A compiler for what goes one way only. Properties that are for the other way must not be there (`readOnly` in requests,
 * `writeOnly` in answers), and so are not required either.
 */
export function oneWayCompiler(
  libraries: SchemaLibraries,
  document: JsonObject,
  keyword: 'readOnly' | 'writeOnly',
): SchemaCompiler {
  const copy = structuredClone(document);
  visitSchemas(copy, (schema) => withoutRequired(copy, schema, keyword));
  // Without ownProperties, every object would have a member called "constructor".
  const options = {
    strict: false,
    logger: false,
    validateSchema: false,
    ownProperties: true,
    code: { regExp },
  } as const;
  const ajv = compilerFor(libraries, copy, options);
  addUniqueItems(ajv);
  ajv.removeKeyword(keyword);
  ajv.addKeyword({ keyword, validate: (flag: unknown) => flag !== true, error: { message: MESSAGES[keyword] } });
  return ajv;
}

const MESSAGES = { readOnly: 'nothing that only answers have', writeOnly: 'nothing that only requests have' };

function withoutRequired(document: JsonObject, schema: JsonObject, keyword: string): void {
  const { required, properties } = schema;
  if (!Array.isArray(required) || !isObject(properties)) return;
  schema['required'] = required.filter((name) => {
    const property = typeof name === 'string' && Object.hasOwn(properties, name) ? properties[name] : undefined;
    return !hasFlag(document, property, keyword);
  });
}

function hasFlag(document: JsonObject, schema: Json | undefined, keyword: string, depth = 0): boolean {
  if (!isObject(schema) || depth > DEEPEST) return false;
  if (schema[keyword] === true) return true;
  const { $ref: reference, allOf } = schema;
  const target = typeof reference === 'string' ? [targetOf(document, reference)] : [];
  const parts = [...target, ...(Array.isArray(allOf) ? allOf : [])];
  return parts.some((part) => hasFlag(document, part, keyword, depth + 1));
}

function targetOf(document: JsonObject, reference: string): Json | undefined {
  return pointerTokens(pointerIn(reference)).reduce<Json | undefined>((value, name) => {
    if (Array.isArray(value)) return value[Number(name)];
    return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  }, document);
}

/** References and combinations within each other. */
const DEEPEST = 20;

/** As the compiler wants it. */
const regExp = Object.assign((pattern: string) => regularExpression(pattern), {
  code: 'regularExpression',
});
