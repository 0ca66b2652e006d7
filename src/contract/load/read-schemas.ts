import type { WireType } from '../../../generated/descriptor.js';
import { encodePointer, isRecord, type Json, type JsonObject, pointerInFragment } from '../../json.js';
import type { Limits, ParameterDescriptor } from '../contract.js';
import { isJson } from '../read-body.js';
import type { HeaderModel, OperationModel, ParameterModel } from './model.js';
import { DocumentNode } from './model.js';
import type { ModelSource } from './source.js';

const LIMITS = ['default', 'minimum', 'maximum', 'minItems', 'maxItems', 'minLength', 'maxLength'] as const;
const WIRE_TYPES: readonly WireType[] = ['string', 'integer', 'number', 'boolean', 'array', 'object', 'null'];

/** The types that a schema allows, including those from references and combinations. Default: `string`. */
export function wireTypes(schema: DocumentNode): WireType[] {
  return unique(
    partsOf(schema).flatMap(({ object: { type, const: constant, enum: choices, nullable }, source }) => {
      const others: readonly WireType[] = nullable === true && isOf30(source) ? ['null'] : [];
      if (type !== undefined) return [...WIRE_TYPES.filter((name) => [type].flat().includes(name)), ...others];
      if (constant !== undefined) return [typeOf(constant)];
      return Array.isArray(choices) ? [...choices.map(typeOf), ...others] : [];
    }),
  );
}

/** Whether a schema allows values of every type, as far as its keywords for types, constants and enumerations say. */
export function allowsAnyType(schema: DocumentNode, depth = 0): boolean {
  const { object, source, value } = schema;
  if (value === false || depth > DEEPEST_COMBINATION) return false;
  const allows = (part: DocumentNode) => allowsAnyType(part, depth + 1);
  const { $ref: reference } = object;
  if (typeof reference === 'string') {
    const target = DocumentNode.in(source, pointerInFragment(reference));
    if (!allows(target) || isOf30(source)) return allows(target);
  }
  if (['type', 'const', 'enum'].some((keyword) => object[keyword] !== undefined)) return false;
  const among = (keyword: string) => schema.at(keyword).members.map(([, part]) => part);
  const alternatives = ['anyOf', 'oneOf'].map(among).filter(({ length }) => length > 0);
  return among('allOf').every(allows) && alternatives.every((parts) => parts.some(allows));
}

/** The types of the items of an array. */
export function itemTypes(schema: DocumentNode): WireType[] {
  const items = partsOf(schema).map((part) => part.at('items'));
  return unique(items.filter(({ exists }) => exists).flatMap(wireTypes));
}

/** The properties that a schema and its parts declare. */
export function propertiesOf(schema: DocumentNode): [name: string, property: DocumentNode][] {
  return [...new Map(partsOf(schema).flatMap((part) => part.at('properties').members))];
}

/** The types of the members of an object. */
export function memberTypes(schema: DocumentNode): Pick<ParameterDescriptor, 'memberTypes' | 'otherMemberTypes'> {
  const parts = partsOf(schema);
  const others = parts
    .map((part) => part.at('additionalProperties'))
    .filter(({ value }) => isRecord(value) || value === true);
  return {
    memberTypes: Object.fromEntries(propertiesOf(schema).map(([name, member]) => [name, wireTypes(member)])),
    ...(others.length > 0 && { otherMemberTypes: unique(others.flatMap(wireTypes)) }),
  };
}

/** The strictest limits of a schema and its `allOf`. Alternatives do not count, because one with wider limits may apply. */
export function limitsOf(schema: DocumentNode): Limits {
  const found: Record<string, Json> = {};
  for (const { object } of partsOf(schema, ['allOf'])) {
    for (const keyword of LIMITS) {
      const [known, limit] = [found[keyword], object[keyword]];
      if (limit === undefined) continue;
      const both = typeof known === 'number' && typeof limit === 'number';
      found[keyword] = both ? stricter(keyword, known, limit) : limit;
    }
  }
  return found;
}

/** A schema, and recursively the schemas that it refers to or combines. */
function partsOf(schema: DocumentNode, combinations = ['allOf', 'anyOf', 'oneOf'], depth = 0): DocumentNode[] {
  if (depth > DEEPEST_COMBINATION) return schema.source.forCodegen ? schema.refuse('is combined with itself') : [];
  const { $ref: reference } = schema.object;
  const referred = typeof reference === 'string' ? [DocumentNode.in(schema.source, pointerInFragment(reference))] : [];
  // OpenAPI 3.0 ignores keywords beside a reference.
  if (referred.length > 0 && isOf30(schema.source))
    return referred.flatMap((part) => partsOf(part, combinations, depth + 1));
  const combined = combinations.flatMap((keyword) => schema.at(keyword).members.map(([, part]) => part));
  return [schema, ...[...referred, ...combined].flatMap((part) => partsOf(part, combinations, depth + 1))];
}

/** Whether a document is OpenAPI 3.0, whose schemas have their own dialect. */
export function isOf30({ document }: Pick<ModelSource, 'document'>): boolean {
  return String(document['openapi']).startsWith('3.0');
}

const DEEPEST_COMBINATION = 20;

function stricter(keyword: string, one: number, other: number): number {
  return keyword.startsWith('max') ? Math.min(one, other) : Math.max(one, other);
}

function unique(types: readonly WireType[]): WireType[] {
  return types.length > 0 ? [...new Set(types)] : ['string'];
}

function typeOf(value: Json): WireType {
  if (Array.isArray(value)) return 'array';
  if (value === null) return 'null';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'string' ? 'string' : 'object';
}

/**
 * A schema for a whole request: `{ path, query, header, cookie, body }`. Undeclared members are errors in `path` and `query`
 * and allowed in `header` and `cookie`.
 *
 * @param body Schema of the body. Default: that of the first JSON media type.
 */
export function requestSchema({ parameters, requestBody }: OperationModel, body?: boolean): JsonObject {
  const among = (place: ParameterModel['in']) => parameters.filter((parameter) => parameter.in === place);
  const json = requestBody?.content.find(({ mediaType }) => isJson(mediaType));
  const cookies = among('cookie');
  return {
    type: 'object',
    required: ['path', 'query', ...(requestBody?.required ? ['body'] : [])],
    properties: {
      path: objectSchema(among('path'), false),
      query: objectSchema(among('query'), false),
      header: objectSchema(among('header').map(lowerCased), true),
      ...(cookies.length > 0 && { cookie: objectSchema(cookies, true) }),
      body: body ?? (json ? reference(json.schema) : false),
    },
  };
}

/** A schema for the declared headers of a response, by lower-case name. */
export function headersSchema(headers: readonly HeaderModel[]): JsonObject {
  return objectSchema(headers.map(lowerCased), true);
}

/** The name of the OpenAPI document in references: `openapi#/components/schemas/Id`. */
export const DOCUMENT = 'openapi';

export function reference(schema: DocumentNode): JsonObject {
  if (!schema.exists) return {};
  return { $ref: `${DOCUMENT}#${encodePointer(schema.pointer)}` };
}

function objectSchema(members: readonly HeaderModel[], additionalProperties: boolean): JsonObject {
  const required: Json[] = members.filter((member) => member.required).map(({ name }) => name);
  const properties = Object.fromEntries(
    members.map(({ name, schema, isUnchecked }) => [name, isUnchecked ? {} : reference(schema)]),
  );
  return { type: 'object', additionalProperties, required, properties };
}

function lowerCased<Member extends HeaderModel>(member: Member): Member {
  return { ...member, name: member.name.toLowerCase() };
}
