import { Ajv2020 } from 'ajv/dist/2020.js';
import type { DocumentNode } from '../../../src/contract/load/model.js';
import { isRecord, pointerTo } from '../../../src/json.js';
import { FORMATS } from '../../support/schema-compiler.js';
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
  /** Whether a value keeps it; `undefined` where it says nothing about values of this type. */
  holds(value: unknown, accepts: Accepts): boolean | undefined;
}

/** The rules that a schema states itself, without those of the schemas in it. */
export const constraintsOf: (node: DocumentNode) => Constraint[] = perSchema((node) => [
  ...Object.keys(SUBJECTS)
    .filter((keyword) => node.object[keyword] !== undefined)
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

const ajv = new Ajv2020({ strict: false });
for (const [name, format] of FORMATS) ajv.addFormat(name, format);

function keywordOf(node: DocumentNode, keyword: string): Constraint {
  const validate = ajv.compile({ [keyword]: node.object[keyword] });
  const limit = limitOf(node, keyword);
  return {
    name: keyword,
    keyword,
    pointer: pointerTo(node.pointer, keyword),
    ...(limit && { limit }),
    ...(keyword === 'type' && {
      isKeptByTexts: TEXT_TYPES.some((type) => [node.object[keyword]].flat().includes(type)),
    }),
    holds: (value) => (SUBJECTS[keyword]?.(value) ? validate(value) : undefined),
  };
}

/** Limits that a value can be exactly at. */
function limitOf(node: DocumentNode, keyword: string): Constraint['limit'] {
  const value = node.integer(keyword);
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
