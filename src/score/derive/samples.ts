import { DocumentNode } from '#contract';
import { isRecord, type Json, pointerInFragment } from '../../json.js';
import type { Accepts } from '../coverage/schema-places.js';

/** A value that a schema accepts; `undefined` if none is found. */
export type SampleOf = (node: DocumentNode) => Json | undefined;

/** Real values of a schema, by the JSON pointer to it. They come before anything that is made up. */
export type KnownValues = ReadonlyMap<string, readonly Json[]>;

/**
 * Makes values for schemas: a real one, else an example of the document, else one that is built from the keywords. Every
 * value is checked, so that what cannot be built, such as a text for an unusual pattern, is left out instead of wrong.
 */
export function createSamples(accepts: Accepts, known: KnownValues = new Map()): SampleOf {
  const found = new Map<string, Json | undefined>();
  const within = new Set<string>();
  const sampleOf = (node: DocumentNode): Json | undefined => {
    if (found.has(node.pointer)) return found.get(node.pointer);
    // A schema that contains itself ends here.
    if (within.has(node.pointer) || within.size > DEEPEST) return undefined;
    within.add(node.pointer);
    const sample = firstOf(candidatesFor(node, known.get(node.pointer) ?? [], sampleOf), node, accepts);
    within.delete(node.pointer);
    found.set(node.pointer, sample);
    return sample;
  };
  return sampleOf;
}

/** Levels of schemas in each other. */
const DEEPEST = 12;

function firstOf(candidates: Iterable<Json>, node: DocumentNode, accepts: Accepts): Json | undefined {
  for (const candidate of candidates) if (accepts(node, candidate)) return candidate;
  return undefined;
}

function* candidatesFor(node: DocumentNode, known: readonly Json[], sampleOf: SampleOf): Generator<Json> {
  yield* known;
  yield* writtenValues(node);
  const parts = partsOf(node).flatMap((part) => sampleOf(part) ?? []);
  for (const branch of ['oneOf', 'anyOf'].flatMap((keyword) => node.at(keyword).members)) {
    const sample = sampleOf(branch[1]);
    if (sample === undefined) continue;
    yield merged([...parts, ...ofObject(node, sampleOf), sample]);
    yield sample;
  }
  if (parts.length > 0) yield merged([...parts, ...ofObject(node, sampleOf)]);
  for (const type of typesOf(node)) yield* ofType(node, type, sampleOf);
}

/** What the document itself gives as values. */
function* writtenValues({ object }: DocumentNode): Generator<Json> {
  const { const: constant, enum: choices, example, examples, default: fallback } = object;
  if (constant !== undefined) yield constant;
  if (example !== undefined) yield example;
  if (Array.isArray(examples)) yield* examples;
  if (Array.isArray(choices)) yield* choices;
  if (fallback !== undefined) yield fallback;
}

function partsOf(node: DocumentNode): DocumentNode[] {
  const { $ref: reference } = node.object;
  const referred = typeof reference === 'string' ? [DocumentNode.in(node.source, pointerInFragment(reference))] : [];
  return [...referred, ...node.at('allOf').members.map(([, part]) => part)];
}

/** Objects become one; of anything else the last counts. */
function merged(values: readonly Json[]): Json {
  return values.every(isRecord) ? Object.assign({}, ...values) : (values.at(-1) ?? null);
}

function ofObject(node: DocumentNode, sampleOf: SampleOf): Json[] {
  return node.at('properties').exists ? [...objectsOf(node, sampleOf)].slice(0, 1) : [];
}

function typesOf({ object }: DocumentNode): string[] {
  const types = [object['type'] ?? []].flat().map(String);
  if (types.length > 0) return types;
  if (object['properties'] !== undefined || object['required'] !== undefined) return ['object'];
  if (object['items'] !== undefined) return ['array'];
  if (object['minimum'] !== undefined || object['maximum'] !== undefined) return ['number'];
  return ['string', 'integer', 'object'];
}

function* ofType(node: DocumentNode, type: string, sampleOf: SampleOf): Generator<Json> {
  if (type === 'object') yield* objectsOf(node, sampleOf);
  if (type === 'array') yield* listsOf(node, sampleOf);
  if (type === 'string') yield* textsOf(node);
  if (type === 'boolean') yield* [true, false];
  if (type === 'integer' || type === 'number') yield* numbersOf(node);
  if (type === 'null') yield null;
}

/** With everything that is declared, then with what is required only. */
function* objectsOf(node: DocumentNode, sampleOf: SampleOf): Generator<Json> {
  const properties = node.at('properties').members;
  const required = node.at('required').members.map(([, { value }]) => String(value));
  const samples = properties.flatMap(([name, member]) => {
    const sample = sampleOf(member);
    return sample === undefined ? [] : [[name, sample] as const];
  });
  const undeclared = required.filter((name) => !properties.some(([other]) => other === name));
  const others = undeclared.map((name) => [name, sampleOf(node.at('additionalProperties')) ?? 'text'] as const);
  yield Object.fromEntries([...samples, ...others]);
  yield Object.fromEntries([...samples.filter(([name]) => required.includes(name)), ...others]);
}

function* listsOf(node: DocumentNode, sampleOf: SampleOf): Generator<Json> {
  const item = node.at('items').exists ? sampleOf(node.at('items')) : 'text';
  const length = Math.max(node.integer('minItems') ?? 1, 1);
  if (item !== undefined && length <= MOST_ITEMS) yield Array.from({ length }, () => item);
  yield [];
}

const MOST_ITEMS = 1000;

function* numbersOf(node: DocumentNode): Generator<Json> {
  const [least, most, step] = ['minimum', 'maximum', 'multipleOf'].map((name) => node.integer(name));
  const above = node.integer('exclusiveMinimum');
  const below = node.integer('exclusiveMaximum');
  if (step !== undefined) yield Math.ceil((least ?? step) / step) * step;
  for (const limit of [least, most]) if (limit !== undefined) yield* [limit, limit + 1, limit - 1];
  if (above !== undefined) yield* [above + 1, above + 0.5];
  if (below !== undefined) yield* [below - 1, below - 0.5];
  yield* [1, 0, 1.5];
}

function* textsOf(node: DocumentNode): Generator<Json> {
  const { [node.text('format')]: formatted } = FORMATTED;
  if (formatted !== undefined) yield formatted;
  const [least = 0, most = Infinity] = [node.integer('minLength'), node.integer('maxLength')];
  for (const text of TEXTS) {
    yield text;
    if (least > text.length && least <= MOST_CHARACTERS)
      yield text.repeat(Math.ceil(least / text.length)).slice(0, least);
    if (most < text.length) yield text.slice(0, most);
  }
}

const MOST_CHARACTERS = 100_000;

/** Some of them match the patterns of most documents: numbers, codes, names, dates. */
const TEXTS = [
  ...['text', 'TEXT', 'a', 'A', '1', '12', '123', '1234', '12345', 'abc', 'ABC', 'ab1', 'A1', 'a-b', 'a_b', 'US', 'en'],
  ...['en-US', '1.0', '1.0.0', '12.50', '#123456', '/text', 'text/plain', '2026-03-02', '08:15', '0123456789abcdef'],
  ...['6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90', 'https://example.com/', 'a@example.com', '+15555550100'],
];

const FORMATTED: Readonly<Record<string, string>> = {
  uuid: '6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90',
  'date-time': '2026-03-02T08:15:30Z',
  date: '2026-03-02',
  time: '08:15:30Z',
  duration: 'P1D',
  email: 'a@example.com',
  'idn-email': 'a@example.com',
  hostname: 'example.com',
  'idn-hostname': 'example.com',
  uri: 'https://example.com/',
  iri: 'https://example.com/',
  'uri-reference': '/text',
  'iri-reference': '/text',
  'uri-template': '/text/{id}',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  'json-pointer': '/text',
  'relative-json-pointer': '1',
  regex: 'a+',
  byte: 'dGV4dA==',
};
