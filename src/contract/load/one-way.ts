import { regularExpression } from '../patterns/pattern.js';
import { addFormats } from './formats.js';
import { isObject, type Json, type JsonObject, pointerIn, pointerTo, pointerTokens, valueAt } from './json.js';
import {
  addMultipleOf,
  addUniqueItems,
  compilerFor,
  type SchemaCompiler,
  type SchemaLibraries,
} from './schema-compiler.js';
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
  const copy = withoutRequired(document, keyword);
  // Without ownProperties, every object would have a member called "constructor".
  const options = {
    strict: false,
    discriminator: true,
    logger: false,
    validateSchema: false,
    ownProperties: true,
    code: { regExp },
  } as const;
  const ajv = compilerFor(libraries, copy, options);
  addFormats(ajv);
  addUniqueItems(ajv);
  addMultipleOf(ajv);
  ajv.removeKeyword(keyword);
  ajv.addKeyword({ keyword, validate: (flag: unknown) => flag !== true, error: { message: MESSAGES[keyword] } });
  return ajv;
}

const MESSAGES = { readOnly: 'nothing that only answers have', writeOnly: 'nothing that only requests have' };

/** As the compiler wants it. */
const regExp = Object.assign((pattern: string) => regularExpression(pattern), {
  code: 'regularExpression',
});

/**
 * A copy of a document whose schemas do not require properties that have a flag. Which ones have it may be written anywhere
 * among what describes the same object: `allOf: [Base, { required: [id] }]`.
 */
export function withoutRequired(document: JsonObject, keyword: string): JsonObject {
  const released: JsonObject = {};
  const copy = { ...structuredClone(document), [RELEASED]: released };
  // A schema that others refer to may be used where nothing has the flag. For other uses there is another schema.
  const names = new Map<string, string>();
  const waiting: JsonObject[] = [];
  const releasedFrom = (target: JsonObject, flagged: ReadonlySet<string>, pointer: string) => {
    const key = JSON.stringify([pointer, ...[...flagged].sort()]);
    const known = names.get(key);
    if (known !== undefined) return known;
    const name = pointerTo('#', RELEASED, names.size);
    const own = structuredClone(target);
    names.set(key, name);
    released[names.size - 1] = own;
    release(own, flagged);
    waiting.push(own);
    return name;
  };
  const release = (schema: Json, flagged: ReadonlySet<string>) => {
    if (!isObject(schema) || flagged.size === 0) return;
    const { required, $ref: reference } = schema;
    if (Array.isArray(required)) schema['required'] = required.filter((name) => !isIn(flagged, name));
    const target = referred(document, schema);
    if (isObject(target) && requiresAny(document, target, more(flagged, flaggedIn(document, target, keyword))))
      schema['$ref'] = releasedFrom(target, flagged, String(reference));
    for (const combined of combinedIn(schema)) release(combined, flagged);
  };
  const visit = (schema: JsonObject) => release(schema, flaggedIn(document, schema, keyword));
  visitSchemas(copy, visit);
  for (const schema of waiting) visitSchemas(schema, visit, 'schema');
  return copy;
}

/** Where the schemas are that are not in the document. */
const RELEASED = 'x-released';

/** The names of the properties that have a flag. */
function flaggedIn(document: JsonObject, schema: JsonObject, keyword: string): ReadonlySet<string> {
  const isFlagged = (property: Json) => familyOf(document, property).some((part) => part[keyword] === true);
  const properties = familyOf(document, schema).flatMap((part) =>
    isObject(part['properties']) ? Object.entries(part['properties']) : [],
  );
  return new Set(properties.filter(([, property]) => isFlagged(property)).map(([name]) => name));
}

function more(flagged: ReadonlySet<string>, known: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...flagged].filter((name) => !known.has(name)));
}

/** Whether a schema requires one of the names, or an alternative in it does. */
function requiresAny(document: JsonObject, schema: Json, names: ReadonlySet<string>, seen = new Set<Json>()): boolean {
  if (!isObject(schema) || names.size === 0 || seen.has(schema)) return false;
  seen.add(schema);
  const target = referred(document, schema);
  return (
    listOf(schema['required']).some((name) => isIn(names, name)) ||
    [...(target === undefined ? [] : [target]), ...combinedIn(schema)].some((part) =>
      requiresAny(document, part, names, seen),
    )
  );
}

/** An alternative that says only what is required tells alternatives apart. It is not made one that everything satisfies. */
function combinedIn(schema: JsonObject): readonly Json[] {
  const isOnlyRequired = (part: Json) => isObject(part) && Object.keys(part).join() === 'required';
  const alternatives = [...listOf(schema['anyOf']), ...listOf(schema['oneOf'])];
  return [...listOf(schema['allOf']), ...alternatives.filter((part) => !isOnlyRequired(part))];
}

function isIn(names: ReadonlySet<string>, name: Json): boolean {
  return typeof name === 'string' && names.has(name);
}

/**
 * A copy of a document in which each discriminator has what the compiler needs to choose an alternative by it: the values
 * that stand for each. Those that no alternative can be chosen by are taken out.
 *
 * @param note Is told of each discriminator that is taken out.
 */
export function withChoices(document: JsonObject, note: (pointer: string, reason: string) => void): JsonObject {
  const copy = structuredClone(document);
  visitSchemas(copy, (schema, pointer) => {
    const { discriminator } = schema;
    if (!isObject(discriminator)) return;
    const choices = choicesOf(document, schema, discriminator);
    if (choices) {
      delete schema['anyOf'];
      Object.assign(schema, { type: 'object', ...choices });
    } else {
      note(pointerTo(pointer, 'discriminator'), UNCHECKED);
      delete schema['discriminator'];
    }
  });
  return copy;
}

const UNCHECKED =
  'the discriminator is not followed: it must be a required property, and of alternatives that are all references';

function choicesOf(document: JsonObject, { oneOf, anyOf, type }: JsonObject, discriminator: JsonObject) {
  const { propertyName: tag, mapping } = discriminator;
  const isOneList = (oneOf === undefined) !== (anyOf === undefined);
  if (typeof tag !== 'string' || !isOneList || (type ?? 'object') !== 'object') return undefined;
  const alternatives = listOf(oneOf ?? anyOf);
  const references = alternatives.filter(isObject).filter((alternative) => requires(document, alternative, tag));
  if (alternatives.length === 0 || references.length < alternatives.length) return undefined;
  const choices = references.map((schema) => ({ schema, values: valuesOf(String(schema['$ref']), mapping) }));
  const all = choices.flatMap(({ values }) => values);
  if (choices.some(({ values }) => values.length === 0) || new Set(all).size < all.length) return undefined;
  return {
    oneOf: choices.map(({ schema, values }) => ({
      allOf: [schema],
      required: [tag],
      properties: { [tag]: { enum: values } },
    })),
    discriminator: { propertyName: tag },
  };
}

/** Whether a schema is a mere reference, and requires a property. */
function requires(document: JsonObject, schema: JsonObject, name: string): boolean {
  return (
    referred(document, schema) !== undefined &&
    familyOf(document, schema).some(({ required }) => listOf(required).includes(name))
  );
}

/** What is mapped to a reference, and the name of the schema unless that is mapped to another. */
function valuesOf(reference: string, mapping: Json | undefined): string[] {
  const mapped = isObject(mapping) ? Object.entries(mapping) : [];
  const name = pointerTokens(pointerIn(reference)).at(-1) ?? '';
  const isMeant = (target: Json) => target === reference || target === name;
  const own = mapped.filter(([, target]) => isMeant(target)).map(([value]) => value);
  return mapped.some(([value]) => value === name) ? own : [...own, name];
}

/** A schema and all others that a value of it must satisfy as well: what it refers to and what it combines, at any depth. */
export function familyOf(document: JsonObject, schema: Json | undefined): readonly JsonObject[] {
  const family = new Set<JsonObject>();
  const add = (part: Json | undefined) => {
    if (!isObject(part) || family.has(part)) return;
    family.add(part);
    add(referred(document, part));
    for (const combined of listOf(part['allOf'])) add(combined);
  };
  add(schema);
  return [...family];
}

/** What the reference of a schema leads to, if it has one. */
export function referred(document: JsonObject, { $ref: reference }: JsonObject): Json | undefined {
  return typeof reference === 'string' && reference.startsWith('#')
    ? valueAt(document, pointerIn(reference))
    : undefined;
}

export function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
