import type { WireExchange, WireRequest, WireResponse } from '../../../src/contract/index.js';
import type { OperationModel, ParameterModel, ResponseModel } from '../../../src/contract/load/model.js';
import { DocumentNode } from '../../../src/contract/load/model.js';
import { isRecord, type Json } from '../../../src/json.js';
import { ORIGIN } from '../../support/server.js';
import type { BrokenValue } from './counterexample.js';

/** A value for each format and pattern of the document. */
const TEXTS: Readonly<Record<string, string>> = {
  uuid: '6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90',
  'date-time': '2026-03-02T08:15:30Z',
  date: '2026-03-02',
  time: '08:15:30Z',
  duration: 'P1D',
  email: 'somebody@example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/',
};

/** Members whose schema contains the schema that is being sampled are left out below this depth. */
const DEEPEST = 6;

/**
 * A value that satisfies a schema and has everything that it may have. `undefined` where nothing satisfies it.
 *
 * @param alternative Which alternatives are taken, where there are some; the last of them if there are fewer.
 */
export function sampleOf(node: DocumentNode, depth = 0, alternative = 0): Json | undefined {
  if (node.value === false) return undefined;
  const { anyOf, allOf, enum: choices, const: constant, ...schema } = node.object;
  if (constant !== undefined) return constant;
  if (Array.isArray(choices)) return choices[alternative % choices.length];
  if (Array.isArray(anyOf))
    return sampleOf(node.at('anyOf', Math.min(alternative, anyOf.length - 1)), depth, alternative);
  if (Array.isArray(allOf)) {
    const parts = allOf.map((_, index) => sampleOf(node.at('allOf', index), depth, alternative));
    return Object.assign({}, ...parts.filter(isRecord));
  }
  const [type] = [schema['type']].flat();
  if (type === 'object') return sampleObject(node, depth, alternative);
  if (type === 'array') return depth > DEEPEST ? [] : itemsOf(node, depth, alternative);
  if (type === 'integer' || type === 'number') return node.integer('minimum') ?? 1;
  if (type === 'boolean') return alternative % 2 === 0;
  if (type === 'null') return null;
  if (type === 'string') return TEXTS[node.text('format')] ?? (schema['pattern'] ? patternText(node) : textOf(node));
  return 'anything';
}

function itemsOf(node: DocumentNode, depth: number, alternative: number): Json[] {
  const item = sampleOf(node.at('items'), depth + 1, alternative) ?? null;
  return Array.from({ length: Math.max(node.integer('minItems') ?? 1, 1) }, () => item);
}

/** A text that is neither too short nor too long. */
function textOf(node: DocumentNode): string {
  return 'text'.padEnd(node.integer('minLength') ?? 0, 'x').slice(0, node.integer('maxLength') ?? Infinity);
}

/** The first text that matches a pattern: a date, a number, a word, a code, or the example beside it. */
function patternText(node: DocumentNode): string {
  const pattern = new RegExp(node.text('pattern'), 'u');
  const { example } = node.object;
  const texts = [
    '2026-03-02',
    'somebody@example.com',
    ...(typeof example === 'string' ? [example] : []),
    '1',
    'text',
    'TEXT',
    'a',
    'A1',
    'US',
  ];
  return texts.find((text) => pattern.test(text)) ?? '2026-03-02';
}

function sampleObject(node: DocumentNode, depth: number, alternative: number): Json {
  const names =
    depth > DEEPEST
      ? node.at('required').members.map(([, name]) => String(name.value))
      : Object.keys(node.at('properties').object);
  const members = names.map((name) => [name, sampleOf(node.at('properties', name), depth + 1, alternative)] as const);
  const additional = isRecord(node.object['additionalProperties'])
    ? [['additional', sampleOf(node.at('additionalProperties'), depth + 1, alternative)] as const]
    : [];
  return Object.fromEntries(
    [...members, ...additional].filter((member): member is [string, Json] => member[1] !== undefined),
  );
}

export const SERVER = `${ORIGIN}/stores/abc123example/v3`;

/** A query as names and raw values, so that each can be broken on its own. */
export type RawQuery = readonly (readonly [name: string, raw: string])[];

/** A request with everything that the operation can take. */
export function fullRequest(operation: OperationModel): WireRequest {
  const json = operation.requestBody?.content.find(({ mediaType }) => mediaType === 'application/json');
  return {
    method: operation.method,
    url: urlOf(operation, fullQuery(operation)),
    headers: {
      ...Object.fromEntries(operation.security[0]?.map(({ name }) => [name, 'token']) ?? []),
      ...(json && { 'Content-Type': 'application/json' }),
    },
    ...(json && { body: JSON.stringify(sampleOf(json.schema)) }),
  };
}

export function fullQuery(operation: OperationModel): RawQuery {
  return operation.parameters
    .filter((parameter) => parameter.in === 'query')
    .map((parameter) => [parameter.name, rawValue(parameter, sampleOf(parameter.schema)) ?? '']);
}

export function urlOf(
  operation: OperationModel,
  query: RawQuery,
  path: Readonly<Record<string, string>> = {},
  server = SERVER,
): string {
  const filled = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const parameter = operation.parameters.find((candidate) => candidate.in === 'path' && candidate.name === name);
    return path[name] ?? (parameter ? String(sampleOf(parameter.schema)) : '');
  });
  return `${server}${filled}${query.length > 0 ? '?' : ''}${query.map((pair) => pair.join('=')).join('&')}`;
}

/** Outside JSON everything is text, so that nothing can fail to be text. */
export function isObservable({ source }: DocumentNode, { constraint, keyword }: BrokenValue): boolean {
  const owner = DocumentNode.in(source, constraint.slice(0, constraint.lastIndexOf('/')));
  return keyword !== 'type' || ![owner.object['type']].flat().includes('string');
}

/** A value as it is written into a query. `undefined` for what no query can express: null, empty lists, lists as text. */
export function rawValue(
  { name, schema, explode, allowReserved }: ParameterModel,
  value: Json | undefined,
): string | undefined {
  const isList = schema.object['type'] === 'array';
  if (isList !== Array.isArray(value) || (Array.isArray(value) && value.length === 0)) return undefined;
  const members = [value].flat();
  if (members.some((member) => member === null || typeof member === 'object')) return undefined;
  const written = members.map((member) => (allowReserved ? String(member) : encodeURIComponent(String(member))));
  return written.join(explode ? `&${name}=` : ',');
}

/** An answer with everything that it can have. Of `default`, an answer with a status that is not listed. */
export function fullResponse(
  { status, headers, content }: ResponseModel,
  mediaType = content[0]?.mediaType,
): WireResponse {
  const media = content.find((candidate) => candidate.mediaType === mediaType);
  return {
    status: status === 'default' ? UNLISTED_STATUS : Number(status),
    headers: {
      ...Object.fromEntries(headers.map(({ name, schema }) => [name, String(sampleOf(schema))])),
      ...(mediaType && { 'Content-Type': mediaType }),
    },
    ...(media && { body: bodyText(media.mediaType, sampleOf(media.schema)) }),
  };
}

export function bodyText(mediaType: string, value: Json | undefined): string {
  return mediaType === 'application/json' ? JSON.stringify(value) : String(value);
}

/** An exchange with everything in it, to break one thing of. Thousands of counterexamples share the one of their operation. */
export function fullExchange(operation: OperationModel): WireExchange {
  const known = FULL_EXCHANGES.get(operation);
  if (known) return known;
  const success = operation.responses.find(({ status }) => status.startsWith('2'));
  if (!success) throw new Error(`${operation.operationId} has no success`);
  const exchange = { request: fullRequest(operation), response: fullResponse(success) };
  FULL_EXCHANGES.set(operation, exchange);
  return exchange;
}

const FULL_EXCHANGES = new WeakMap<OperationModel, WireExchange>();

/** Nobody documents this one (RFC 2324). */
const UNLISTED_STATUS = 418;
