import type { DocumentNode } from '../../scripts/codegen/document.js';
import { isObject, type Json } from '../../scripts/spec/json.js';

/** A value for each format and pattern of the document. */
const TEXTS: Readonly<Record<string, string>> = {
  uuid: '6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90',
  'date-time': '2026-03-02T08:15:30Z',
};

/** Members whose schema contains the schema that is being sampled are left out below this depth. */
const DEEPEST = 6;

/** A value that satisfies a schema and has everything that it may have. `undefined` where nothing satisfies it. */
export function sampleOf(node: DocumentNode, depth = 0): Json | undefined {
  if (node.value === false) return undefined;
  const schema = node.object;
  if (Array.isArray(schema['anyOf'])) return sampleOf(node.at('anyOf', 0), depth);
  if (Array.isArray(schema['allOf'])) {
    const parts = schema['allOf'].map((_, index) => sampleOf(node.at('allOf', index), depth));
    return Object.assign({}, ...parts.filter(isObject));
  }
  const [type] = [schema['type']].flat();
  if (type === 'object') return sampleObject(node, depth);
  if (type === 'array') return depth > DEEPEST ? [] : [sampleOf(node.at('items'), depth + 1) ?? null];
  if (type === 'integer' || type === 'number') return node.integer('minimum') ?? 1;
  if (type === 'string') return TEXTS[node.text('format')] ?? (schema['pattern'] ? '2026-03-02' : 'text');
  return 'anything';
}

function sampleObject(node: DocumentNode, depth: number): Json {
  const names =
    depth > DEEPEST
      ? node.at('required').members.map(([, name]) => String(name.value))
      : Object.keys(node.at('properties').object);
  const members = names.map((name) => [name, sampleOf(node.at('properties', name), depth + 1)] as const);
  const additional = isObject(node.object['additionalProperties'])
    ? [['additional', sampleOf(node.at('additionalProperties'), depth + 1)] as const]
    : [];
  return Object.fromEntries(
    [...members, ...additional].filter((member): member is [string, Json] => member[1] !== undefined),
  );
}
