import type { DocumentNode } from '../../../src/contract/load/model.js';
import { isRecord, type Json, type JsonObject, pointerTo, pointerTokens, valueAtPointer } from '../../../src/json.js';
import type { BrokenValue, Loosen } from './counterexample.js';
import { sampleOf } from './wire.js';

/** Breaks every constraint of a schema and of the schemas in it, one at a time. */
export function breaksOf(node: DocumentNode, within: readonly string[] = []): BrokenValue[] {
  if (within.includes(node.pointer)) return [];
  const inner = [...within, node.pointer];
  const sample = sampleOf(node);
  if (sample === undefined) return [];
  return [
    ...breakKeywords(node, sample),
    ...(isRecord(sample) ? breakMembers(node, sample, inner) : []),
    ...(Array.isArray(sample) ? breakItems(node, inner) : []),
    ...breakBranches(node, sample, inner),
  ];
}

type Broken = readonly [keyword: string, ...values: Json[]];

function breakKeywords(node: DocumentNode, sample: Json): BrokenValue[] {
  const limit = (keyword: string) => node.integer(keyword) ?? 0;
  const list = Array.isArray(sample) ? sample : [];
  const broken: Broken[] = [
    // A value of another type is none of those that are listed, either.
    ['type', ...(Array.isArray(node.object['enum']) ? [] : wrongTypes(node))],
    ['enum', 'not one of these'],
    ['format', 'not of this format'],
    ['pattern', ...wrongTexts(node, sample)],
    ['minimum', limit('minimum') - 1],
    ['maximum', limit('maximum') + 1],
    ['maxLength', (node.object['pattern'] ? String(sample) : '').padEnd(limit('maxLength') + 1, 'x')],
    ['minItems', list.slice(0, limit('minItems') - 1)],
    ['maxItems', Array.from({ length: limit('maxItems') + 1 }, () => list[0] ?? null)],
    ['anyOf', 7],
    // A text cannot be shorter than nothing, so that this is no constraint.
    ...(limit('minLength') > 0 ? [['minLength', ''] as const] : []),
  ];
  return broken
    .filter(([keyword]) => node.object[keyword] !== undefined)
    .flatMap(([keyword, ...values]) =>
      values.map((value) => brokenAt(pointerTo(node.pointer, keyword), '', keyword, value)),
    );
}

function breakMembers(
  node: DocumentNode,
  sample: Readonly<Record<string, Json>>,
  within: readonly string[],
): BrokenValue[] {
  const required = node.at('required').members.map(([, name]) => String(name.value));
  const missing = required.map((name) => {
    const { [name]: _, ...rest } = sample;
    return brokenAt(pointerTo(node.pointer, 'required', name), '', 'required', rest);
  });
  const closed =
    node.object['additionalProperties'] === false
      ? [
          brokenAt(pointerTo(node.pointer, 'additionalProperties'), '', 'additionalProperties', {
            ...sample,
            undeclared: 'x',
          }),
        ]
      : [];
  const members = node
    .at('properties')
    .members.flatMap(([name, member]) =>
      member.value === false
        ? [brokenAt(member.pointer, pointerTo('', name), 'false schema', { ...sample, [name]: {} })]
        : breaksOf(member, within).map((inner) => inside(inner, name, (value) => ({ ...sample, [name]: value }))),
    );
  const additional = breaksOf(node.at('additionalProperties'), within).map((inner) =>
    inside(inner, 'additional', (value) => ({ ...sample, additional: value })),
  );
  return [...missing, ...closed, ...members, ...additional];
}

function breakItems(node: DocumentNode, within: readonly string[]): BrokenValue[] {
  return breaksOf(node.at('items'), within).map((inner) => inside(inner, '0', (value) => [value]));
}

/** What breaks one branch breaks all alternatives, unless another branch happens to accept it. */
function breakBranches(node: DocumentNode, sample: Json, within: readonly string[]): BrokenValue[] {
  const alternatives = node.at('anyOf').members.flatMap(([, branch]) => breaksOf(branch, within));
  const parts = node.at('allOf').members.flatMap(([, branch]) => breaksOf(branch, within));
  const whole = isRecord(sample) ? sample : {};
  return [
    ...alternatives.map((broken) => ({ ...broken, at: '', keyword: 'anyOf' })),
    ...parts.map((broken) => ({
      ...broken,
      value: isRecord(broken.value) ? { ...whole, ...broken.value } : broken.value,
    })),
  ];
}

function brokenAt(constraint: string, at: string, keyword: string, value: Json): BrokenValue {
  return { constraint, at, keyword, value, loosen: without(constraint) };
}

function inside(broken: BrokenValue, name: string, wrap: (value: Json) => Json): BrokenValue {
  return { ...broken, at: pointerTo('', name) + broken.at, value: wrap(broken.value) };
}

/** A text of another form, texts that hold one of this form, and the text of a number that is none of the types. */
function wrongTexts(node: DocumentNode, sample: Json): Json[] {
  const fraction = [node.object['type']].flat().includes('integer')
    ? [String((node.integer('minimum') ?? 1) + 0.5)]
    : [];
  const pattern = new RegExp(node.text('pattern'), 'u');
  return ['not of this pattern', `x${sample}`, `${sample}x`, ` ${sample}`, `${sample} `, ...fraction].filter(
    (text) => !pattern.test(text),
  );
}

/** A value of another type, none at all, and a number between two integers, within the bounds. */
function wrongTypes(node: DocumentNode): Json[] {
  const types = [node.object['type']].flat();
  const others: readonly (readonly [string, Json])[] = [
    ['boolean', true],
    ['null', null],
    ['number', (node.integer('minimum') ?? 1) + 0.5],
  ];
  return others.filter(([name]) => !types.includes(name)).map(([, value]) => value);
}

/** Takes out what a pointer leads to. Of a list of required names, the last token is the name. */
export function without(pointer: string): Loosen {
  return {
    change: `without ${pointer}`,
    apply: (document) => {
      const [parent, name] = parentOf(document, pointer);
      if (Array.isArray(parent)) parent.splice(parent.indexOf(name), 1);
      else delete parent[name];
    },
  };
}

/** Puts a value where a pointer leads to. */
export function having(pointer: string, value: Json): Loosen {
  return {
    change: `with ${pointer}`,
    apply: (document) => {
      const [parent, name] = parentOf(document, pointer);
      if (isRecord(parent)) parent[name] = value;
    },
  };
}

function parentOf(document: JsonObject, pointer: string): [JsonObject | Json[], string] {
  const tokens = pointerTokens(pointer);
  const name = tokens.at(-1) ?? '';
  const parent = valueAtPointer(document, pointer.slice(0, pointer.lastIndexOf('/')));
  if (isRecord(parent) || Array.isArray(parent)) return [parent, name];
  throw new Error(`nothing at ${pointer}`);
}
