import type { DocumentNode } from '../../../src/contract/load/model.js';
import { isRecord, type Json, type JsonObject } from '../../../src/json.js';
import { sampleOf } from '../counterexamples/wire.js';

/** Values that a schema accepts only just: each bound, each type, each alternative, everything left out, something added. */
export function validValuesOf(node: DocumentNode, within: readonly string[] = []): Json[] {
  const sample = sampleOf(node);
  if (within.includes(node.pointer) || sample === undefined) return [];
  const inner = [...within, node.pointer];
  const { enum: choices, const: constant } = node.object;
  if (Array.isArray(choices) || constant !== undefined) return Array.isArray(choices) ? choices : [sample];
  const values = [
    sample,
    ...[node.object['type']].flat().flatMap((type) => OF_TYPE[String(type)]?.(node) ?? []),
    ...(isRecord(sample) ? membersOf(node, sample, inner) : []),
    ...(Array.isArray(sample) ? itemsOf(node, inner) : []),
    ...node.at('anyOf').members.flatMap(([, branch]) => validValuesOf(branch, inner)),
  ];
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

type Values = (node: DocumentNode) => Json[];

const OF_TYPE: Readonly<Record<string, Values>> = {
  integer: numbersOf,
  number: (node) => [...numbersOf(node), (node.integer('minimum') ?? 1) + 0.5],
  string: textsOf,
  boolean: () => [true, false],
  null: () => [null],
  array: listsOf,
  object: objectsOf,
};

function numbersOf(node: DocumentNode): Json[] {
  return [node.integer('minimum'), node.integer('maximum'), node.integer('minimum') ?? 1].filter(
    (limit) => limit !== undefined,
  );
}

/** Of texts that have a form the sample must do. */
function textsOf(node: DocumentNode): Json[] {
  if (node.object['format'] !== undefined) return [];
  const { pattern } = node.object;
  const lengths = [node.integer('minLength') ?? 0, node.integer('maxLength')];
  if (typeof pattern === 'string') {
    const longer = lengths.map((length) => String(sampleOf(node)).padEnd(length ?? 0, 'x'));
    return longer.filter((text) => new RegExp(pattern, 'u').test(text));
  }
  return lengths.flatMap((length) => (length === undefined ? [] : ['x'.repeat(length)]));
}

function listsOf(node: DocumentNode): Json[] {
  const item = sampleOf(node.at('items')) ?? null;
  const [least, most] = [node.integer('minItems') ?? 0, node.integer('maxItems')];
  const lengths = [least, Math.min(Math.max(least, 2), most ?? 2), most].filter((length) => length !== undefined);
  return lengths.map((length) => Array.from({ length }, () => item));
}

function objectsOf(node: DocumentNode): Json[] {
  const whole = sampleOf(node);
  if (!isRecord(whole)) return [];
  const required = node.at('required').members.map(([, name]) => String(name.value));
  const least: JsonObject = Object.fromEntries(required.map((name) => [name, whole[name] ?? null]));
  const isOpen = node.object['additionalProperties'] === undefined || node.object['additionalProperties'] === true;
  return [least, ...(isOpen ? [{ ...whole, undeclared: 'x' }] : [])];
}

function membersOf(node: DocumentNode, sample: JsonObject, within: readonly string[]): Json[] {
  return node
    .at('properties')
    .members.flatMap(([name, member]) => validValuesOf(member, within).map((value) => ({ ...sample, [name]: value })));
}

function itemsOf(node: DocumentNode, within: readonly string[]): Json[] {
  return validValuesOf(node.at('items'), within).map((value) => [value]);
}
