import type { DocumentNode } from '../../../src/contract/load/model.js';
import { isRecord, type Json, type JsonObject, pointerTo } from '../../../src/json.js';
import { sampleOf } from '../counterexamples/wire.js';

/** A value, and what of the document it is made for: a JSON pointer to a schema or to a keyword of it. */
export interface Case {
  readonly about: string;
  readonly value: Json;
}

/** The values that a schema suggests, whatever is in it. */
export type CasesOfOne = (node: DocumentNode, sample: Json) => Case[];

/** Values that a schema accepts only just: each bound, each type, each alternative, everything left out, something added. */
export function validValuesOf(node: DocumentNode): Json[] {
  return validCasesOf(node).map(({ value }) => value);
}

export function validCasesOf(node: DocumentNode): Case[] {
  return casesOf(node, (one, sample) => {
    const { enum: choices, const: constant } = one.object;
    if (Array.isArray(choices)) return choices.map((value) => made(one, 'enum', value));
    const alone = [{ about: one.pointer, value: sample }];
    if (constant !== undefined) return alone;
    return [...alone, ...[one.object['type']].flat().flatMap((type) => OF_TYPE[String(type)]?.(one) ?? [])];
  });
}

/** What a schema and the schemas in it suggest, each within a sample of what is around it. */
export function casesOf(node: DocumentNode, ofOne: CasesOfOne, within: readonly string[] = []): Case[] {
  const sample = sampleOf(node);
  if (sample === undefined) return [];
  // A schema within itself has the same cases again; that it is there at all is one of them.
  if (within.includes(node.pointer)) return [{ about: node.pointer, value: sample }];
  const inner = [...within, node.pointer];
  const { enum: choices, const: constant } = node.object;
  // Values that are listed have nothing in them that could be another.
  const isListed = Array.isArray(choices) || constant !== undefined;
  const cases = [
    ...ofOne(node, sample),
    ...(isRecord(sample) && !isListed ? membersOf(node, sample, ofOne, inner) : []),
    ...(Array.isArray(sample) && !isListed ? itemsOf(node, ofOne, inner) : []),
    ...(isListed ? [] : node.at('anyOf').members.flatMap(([, branch]) => casesOf(branch, ofOne, inner))),
  ];
  return uniqueCases(cases);
}

function uniqueCases(cases: readonly Case[]): Case[] {
  const byValue = new Map<string, Case>();
  for (const one of cases) {
    const key = JSON.stringify(one.value);
    if (!byValue.has(key)) byValue.set(key, one);
  }
  return [...byValue.values()];
}

const OF_TYPE: Readonly<Record<string, (node: DocumentNode) => Case[]>> = {
  integer: numbersOf,
  number: (node) => [...numbersOf(node), made(node, 'type', (node.integer('minimum') ?? 1) + 0.5)],
  string: textsOf,
  boolean: (node) => [true, false].map((value) => made(node, 'type', value)),
  null: (node) => [made(node, 'type', null)],
  array: listsOf,
  object: objectsOf,
};

function made(node: DocumentNode, keyword: string, value: Json): Case {
  return { about: node.object[keyword] === undefined ? node.pointer : pointerTo(node.pointer, keyword), value };
}

function numbersOf(node: DocumentNode): Case[] {
  const limits = ['minimum', 'maximum'].flatMap((keyword) => {
    const limit = node.integer(keyword);
    return limit === undefined ? [] : [made(node, keyword, limit)];
  });
  return [...limits, made(node, 'minimum', node.integer('minimum') ?? 1)];
}

/** Of texts that have a form the sample must do. */
function textsOf(node: DocumentNode): Case[] {
  if (node.object['format'] !== undefined) return [];
  const { pattern } = node.object;
  const form = typeof pattern === 'string' ? new RegExp(pattern, 'u') : undefined;
  const start = form ? String(sampleOf(node)) : '';
  const texts = ['minLength', 'maxLength'].flatMap((keyword) => {
    const length = node.integer(keyword) ?? (keyword === 'minLength' ? 0 : undefined);
    return length === undefined ? [] : [made(node, keyword, start.padEnd(length, 'x'))];
  });
  return texts.filter(({ value }) => form?.test(String(value)) ?? true);
}

function listsOf(node: DocumentNode): Case[] {
  const item = sampleOf(node.at('items')) ?? null;
  const [least, most] = [node.integer('minItems') ?? 0, node.integer('maxItems')];
  const list = (keyword: string, length: number) =>
    made(
      node,
      keyword,
      Array.from({ length }, () => item),
    );
  return [
    list('minItems', least),
    list('items', Math.min(Math.max(least, 2), most ?? 2)),
    ...(most === undefined ? [] : [list('maxItems', most)]),
  ];
}

function objectsOf(node: DocumentNode): Case[] {
  const whole = sampleOf(node);
  if (!isRecord(whole)) return [];
  const required = node.at('required').members.map(([, name]) => String(name.value));
  const least: JsonObject = Object.fromEntries(required.map((name) => [name, whole[name] ?? null]));
  return [
    made(node, 'required', least),
    ...(isOpen(node) ? [made(node, 'additionalProperties', { ...whole, undeclared: 'x' })] : []),
  ];
}

/** Whether a schema takes members that it does not declare. */
export function isOpen({ object }: DocumentNode): boolean {
  return object['additionalProperties'] === undefined || object['additionalProperties'] === true;
}

function membersOf(node: DocumentNode, sample: JsonObject, ofOne: CasesOfOne, within: readonly string[]): Case[] {
  return node
    .at('properties')
    .members.flatMap(([name, member]) =>
      casesOf(member, ofOne, within).map(({ about, value }) => ({ about, value: { ...sample, [name]: value } })),
    );
}

function itemsOf(node: DocumentNode, ofOne: CasesOfOne, within: readonly string[]): Case[] {
  return casesOf(node.at('items'), ofOne, within).map(({ about, value }) => ({ about, value: [value] }));
}
