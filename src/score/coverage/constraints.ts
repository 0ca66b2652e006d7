import type { DocumentNode } from '#contract';
import { isRecord, type JsonObject, pointerTo } from '../../json.js';
import { validatorOf } from './accepts.js';
import { type Accepts, perSchema } from './schema-places.js';

/** One rule of a schema, apart from the others. */
export interface Constraint {
  /** `minimum`, or `required customer_id`: each required member is a rule of its own. */
  readonly name: string;
  readonly keyword: string;
  readonly pointer: string;
  /** The limit that it sets, and what of a value is held against it. */
  readonly limit?: { readonly value: number; readonly isUpper: boolean; measure(value: unknown): number | undefined };
  /** Whether it is kept by every value that is written as a text: a type that is text, or a list. */
  readonly isKeptByTexts?: boolean;
  /** Whether another rule of the schema is broken by every value that breaks this one: values that are listed have types. */
  readonly isImplied?: boolean;
  /** Whether a value keeps it; `undefined` where it says nothing about values of this type. */
  holds(value: unknown, accepts: Accepts): boolean | undefined;
}

/** The rules that a schema states itself, without those of the schemas in it. */
export const constraintsOf: (node: DocumentNode) => Constraint[] = perSchema((node) => [
  ...Object.keys(SUBJECTS)
    .filter((keyword) => node.object[keyword] !== undefined && !isModifier(keyword, node.object[keyword]))
    .map((keyword) => keywordOf(node, keyword)),
  ...node.at('required').members.map(([, name]) => requiredOf(node, String(name.value))),
  ...(node.object['additionalProperties'] === false ? [closedOf(node)] : []),
  ...['anyOf', 'oneOf'].filter((keyword) => node.at(keyword).exists).map((keyword) => alternativesOf(node, keyword)),
]);

const isText = (value: unknown) => typeof value === 'string';
const isNumber = (value: unknown) => typeof value === 'number';
const isAnything = (value: unknown) => value !== undefined;

/** Keywords that can be judged by themselves, and the values that they are about. */
const SUBJECTS: Readonly<Record<string, (value: unknown) => boolean>> = {
  type: isAnything,
  enum: isAnything,
  const: isAnything,
  format: isText,
  pattern: isText,
  minLength: isText,
  maxLength: isText,
  minimum: isNumber,
  maximum: isNumber,
  exclusiveMinimum: isNumber,
  exclusiveMaximum: isNumber,
  multipleOf: isNumber,
  minItems: Array.isArray,
  maxItems: Array.isArray,
  uniqueItems: Array.isArray,
  minProperties: isRecord,
  maxProperties: isRecord,
};

/** Text is what everything on the wire is, and a parameter that is a list has one way to be written. */
const TEXT_TYPES = ['string', 'array'];

function keywordOf(node: DocumentNode, keyword: string): Constraint {
  const validate = validatorOf(ownKeywords(node, keyword), node.source);
  const limit = limitOf(node, keyword);
  // The checker calls an exclusive limit by the name that it has since OpenAPI 3.1.
  const name = exclusiveOf(node, keyword) ?? keyword;
  return {
    name,
    keyword: name,
    pointer: pointerTo(node.pointer, keyword),
    ...(limit && { limit }),
    ...(keyword === 'type' && {
      isKeptByTexts: TEXT_TYPES.some((type) => [node.object[keyword]].flat().includes(type)),
      isImplied: node.object['const'] !== undefined || Array.isArray(node.object['enum']),
    }),
    holds: (value) => (SUBJECTS[keyword]?.(value) ? validate(value) : undefined),
  };
}

/** Whether it only says how another keyword is meant, as in OpenAPI 3.0. */
function isModifier(keyword: string, value: unknown): boolean {
  return keyword.startsWith('exclusive') && typeof value === 'boolean';
}

/** A keyword with those that say how it is meant in OpenAPI 3.0. */
function ownKeywords({ object }: DocumentNode, keyword: string): JsonObject {
  const modifiers = MODIFIERS[keyword] ?? [];
  const meant = [keyword, ...modifiers.filter((name) => typeof object[name] === 'boolean')];
  return Object.fromEntries(meant.map((name) => [name, object[name] ?? null]));
}

const MODIFIERS: Readonly<Record<string, readonly string[]>> = {
  type: ['nullable'],
  minimum: ['exclusiveMinimum'],
  maximum: ['exclusiveMaximum'],
};

function exclusiveOf({ object }: DocumentNode, keyword: string): string | undefined {
  return MODIFIERS[keyword]?.find((name) => name.startsWith('exclusive') && object[name] === true);
}

/** Limits that a value can be exactly at. */
function limitOf(node: DocumentNode, keyword: string): Constraint['limit'] {
  const value = node.integer(keyword);
  if (exclusiveOf(node, keyword) !== undefined) return undefined;
  const [, side, measured] = /^(min|max)(imum|Length|Items|Properties)$/.exec(keyword) ?? [];
  const measure = MEASURES[measured ?? ''];
  return value === undefined || !measure ? undefined : { value, isUpper: side === 'max', measure };
}

const MEASURES: Readonly<Record<string, (value: unknown) => number | undefined>> = {
  imum: (value) => (typeof value === 'number' ? value : undefined),
  // Characters, as JSON Schema counts them.
  Length: (value) => (typeof value === 'string' ? [...value].length : undefined),
  Items: (value) => (Array.isArray(value) ? value.length : undefined),
  Properties: (value) => (isRecord(value) ? Object.keys(value).length : undefined),
};

function requiredOf(node: DocumentNode, member: string): Constraint {
  return {
    name: `required ${member}`,
    keyword: 'required',
    pointer: pointerTo(
      node.pointer,
      'required',
      node.at('required').members.findIndex(([, { value }]) => value === member),
    ),
    holds: (value) => (isRecord(value) ? Object.hasOwn(value, member) : undefined),
  };
}

function closedOf(node: DocumentNode): Constraint {
  const declared = node.at('properties').object;
  return {
    name: 'additionalProperties',
    keyword: 'additionalProperties',
    pointer: pointerTo(node.pointer, 'additionalProperties'),
    holds: (value) => (isRecord(value) ? Object.keys(value).every((name) => Object.hasOwn(declared, name)) : undefined),
  };
}

function alternativesOf(node: DocumentNode, keyword: string): Constraint {
  const branches = node.at(keyword).members.map(([, branch]) => branch);
  return {
    name: keyword,
    keyword,
    pointer: pointerTo(node.pointer, keyword),
    holds: (value, accepts) => {
      const accepting = branches.filter((branch) => accepts(branch, value)).length;
      return keyword === 'oneOf' ? accepting === 1 : accepting > 0;
    },
  };
}
