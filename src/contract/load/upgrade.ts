import { isObject, type Json, type JsonObject, pointerIn, pointerTo, unshared, valueAt } from './json.js';
import {
  parseWith,
  readTextFile,
  type SpecProblem,
  SpecProblemsError,
  type SpecSource,
  type YamlLibrary,
} from './source.js';

/**
 * Turns the schemas of an OpenAPI 3.0 document into those of 3.1, which are JSON Schema. Of 3.1, it is a copy. Whoever
 * changes a schema in it changes no other.
 */
export function upgraded(document: JsonObject): JsonObject {
  const copy = unshared(document);
  if (String(copy['openapi']).startsWith('3.0')) visitSchemas(copy, upgradeSchema);
  return copy;
}

/** Calls `visit` with every schema in a document. What is data, such as examples, holds none. */
export function visitSchemas(
  value: Json | undefined,
  visit: (schema: JsonObject, pointer: string) => void,
  kind: Kind = 'other',
  pointer = '',
): void {
  if (Array.isArray(value)) {
    // Parameters have names in components, and are a list elsewhere.
    const kindOfItems = kind === 'named' ? 'other' : kind;
    for (const [index, member] of value.entries()) visitSchemas(member, visit, kindOfItems, pointerTo(pointer, index));
  }
  if (!isObject(value)) return;
  if (kind === 'schema') visit(value, pointer);
  for (const [name, member] of Object.entries(value))
    visitSchemas(member, visit, kindOf(name, kind), pointerTo(pointer, name));
}

/** What stands in a place: a schema, schemas by name, other things by name, data, or something else. */
type Kind = 'schema' | 'schemas' | 'named' | 'data' | 'other';

function kindOf(name: string, parent: Kind): Kind {
  if (parent === 'schemas') return 'schema';
  if (parent === 'named') return 'other';
  if (parent === 'data' || DATA.includes(name)) return 'data';
  if (parent === 'schema') return SCHEMA_MAPS.includes(name) ? 'schemas' : SCHEMAS.includes(name) ? 'schema' : 'data';
  if (name === 'schema') return 'schema';
  if (name === 'schemas') return 'schemas';
  return NAMED.includes(name) ? 'named' : 'other';
}

/** Of a schema, whatever is no schema is data. */
const DATA = ['example', 'examples'];
const NAMED = ['paths', 'responses', 'parameters', 'headers', 'content', 'callbacks', 'requestBodies', 'pathItems'];
const SCHEMA_MAPS = ['properties', 'patternProperties', 'dependentSchemas', '$defs'];
const SCHEMAS = [
  ...['items', 'prefixItems', 'contains', 'additionalProperties', 'unevaluatedProperties', 'unevaluatedItems'],
  ...['propertyNames', 'allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else'],
];

function upgradeSchema(schema: JsonObject): void {
  // In 3.0, whatever stands beside a reference is ignored.
  if ('$ref' in schema) for (const name of Object.keys(schema)) if (name !== '$ref') delete schema[name];
  upgradeLimit(schema, 'exclusiveMinimum', 'minimum');
  upgradeLimit(schema, 'exclusiveMaximum', 'maximum');
  if (schema['nullable'] === true) makeNullable(schema);
  delete schema['nullable'];
}

/** In 3.0 a limit is exclusive where a flag says so; in 3.1 there is another keyword for it. */
function upgradeLimit(schema: JsonObject, flag: string, limit: string): void {
  const value = schema[limit];
  if (schema[flag] === true && value !== undefined) {
    schema[flag] = value;
    delete schema[limit];
  } else if (typeof schema[flag] === 'boolean') delete schema[flag];
}

/** Without a type of its own, a schema is nullable by its combinations, as people write it. */
function makeNullable(schema: JsonObject): void {
  const { type, enum: choices } = schema;
  if (typeof type === 'string') schema['type'] = [type, 'null'];
  if (Array.isArray(choices) && !choices.includes(null)) schema['enum'] = [...choices, null];
  const combined: JsonObject = {};
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    if (schema[keyword] !== undefined) combined[keyword] = schema[keyword];
    delete schema[keyword];
  }
  // A discriminator chooses among the alternatives that it stands with.
  if (schema['discriminator'] !== undefined && ('oneOf' in combined || 'anyOf' in combined)) {
    combined['discriminator'] = schema['discriminator'];
    delete schema['discriminator'];
  }
  if (Object.keys(combined).length > 0) schema['anyOf'] = [{ type: 'null' }, combined];
}

/** References to the network, each with its place. None is followed: a document must not decide what is called. */
export function networkReferences(
  value: Json | undefined,
  problemAt: (pointer: string, rule: string, reason: string) => SpecProblem,
  pointer = '',
): SpecProblem[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const at = pointerTo(pointer, name);
    if (name !== '$ref' || typeof member !== 'string') return networkReferences(member, problemAt, at);
    const isRemote = /^(?!file:)[a-z][a-z0-9+.-]+:/i.test(member) || member.startsWith('//');
    const reason = `refers to ${member}, and nothing is read from the network; save that to a file and refer to it`;
    return isRemote ? [problemAt(at, 'network', reason)] : [];
  });
}

/** Reads the files that a document refers to as carefully as the document, and remembers them and what is wrong with them. */
export function fileReader(yaml: YamlLibrary) {
  const problems: SpecProblem[] = [];
  const files = new Map<string, SpecSource>();
  const read = async ({ url }: { readonly url: string }): Promise<string> => {
    try {
      const path = decoded(url.replace(/^file:\/\//i, ''));
      const source = parseWith(yaml, await readTextFile(path), path);
      files.set(path, source);
      problems.push(...networkReferences(source.document, source.problemAt));
      return JSON.stringify(source.document);
    } catch (error) {
      if (error instanceof SpecProblemsError) problems.push(...error.problems);
      throw error;
    }
  };
  return { problems, files, resolver: { order: 1, canRead: true, read } };
}

/** As the parser writes paths, so that they can be resolved like URLs. */
function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

/**
 * A copy of a document whose schemas have no `$id`: what refers to one, or to a part of the schema that has it, refers to
 * the place in the document instead. References that lead to nothing there are left as they are.
 */
export function withoutIds(document: JsonObject): JsonObject {
  const copy = structuredClone(document);
  const places = new Map<string, string>();
  visitSchemas(document, ({ $id: id }, pointer) => {
    if (typeof id === 'string') places.set(id.replace(/#$/, ''), pointer);
  });
  if (places.size === 0) return copy;
  const rewrite = (value: Json, base: JsonObject, pointer: string) => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, member] of Object.entries(value)) {
      if (isObject(member) && typeof member['$id'] === 'string') continue;
      if (name === '$ref' && isObject(value) && typeof member === 'string') {
        if (member.startsWith('#/') && valueAt(base, pointerIn(member)) !== undefined)
          value['$ref'] = `#${encoded(pointer)}${member.slice(1)}`;
      } else rewrite(member, base, pointer);
    }
  };
  visitSchemas(copy, (schema, pointer) => {
    if (typeof schema['$id'] === 'string') rewrite(schema, schema, pointer);
  });
  visitSchemas(copy, (schema) => {
    delete schema['$id'];
    const { $ref: reference } = schema;
    const [id = '', fragment = ''] = typeof reference === 'string' ? reference.split('#') : [];
    const place = places.get(id);
    if (place !== undefined && (fragment === '' || fragment.startsWith('/')))
      schema['$ref'] = `#${encoded(place)}${fragment}`;
  });
  return copy;
}

function encoded(pointer: string): string {
  return pointer.split('/').map(encodeURIComponent).join('/');
}
