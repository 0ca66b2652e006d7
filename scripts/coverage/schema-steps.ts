import { DocumentNode } from '../codegen/document.js';
import { isObject, pointerIn, pointerTo } from '../spec/json.js';
import { perSchema } from './per-schema.js';

/** The way from a schema to one that it contains, and from a value to the values that this one is for. */
export interface SchemaStep {
  /** What is added to the name of the place: `.id`, `[]`. */
  readonly label: string;
  readonly node: DocumentNode;
  /** One of several schemas, of which the value need not satisfy each. */
  readonly isAlternative: boolean;
  readonly isProperty: boolean;
  values(value: unknown): PlacedValue[];
}

/** A value and the JSON pointer to it. */
export type PlacedValue = readonly [pointer: string, value: unknown];

export const stepsFrom: (node: DocumentNode) => SchemaStep[] = perSchema((node) => {
  const { $ref: reference } = node.object;
  const referred = typeof reference === 'string' ? [DocumentNode.in(node.source, pointerIn(reference))] : [];
  return [
    ...node.at('properties').members.map(([name, member]) => propertyStep(name, member)),
    ...itemSteps(node),
    ...additionalSteps(node),
    ...[...referred, ...node.at('allOf').members.map(([, part]) => part)].map((part) => sameValue(part, '', false)),
    ...['anyOf', 'oneOf'].flatMap((keyword) => alternativeSteps(node.at(keyword).members)),
  ];
});

function propertyStep(name: string, node: DocumentNode): SchemaStep {
  const values = (value: unknown): PlacedValue[] =>
    isObject(value) && Object.hasOwn(value, name) ? [[pointerTo('', name), value[name]]] : [];
  return { label: `.${name}`, node, isAlternative: false, isProperty: true, values };
}

function itemSteps(node: DocumentNode): SchemaStep[] {
  const items = node.at('items');
  const values = (value: unknown): PlacedValue[] =>
    Array.isArray(value) ? value.map((item, index) => [pointerTo('', index), item]) : [];
  return isObject(items.value) ? [{ label: '[]', node: items, isAlternative: false, isProperty: false, values }] : [];
}

function additionalSteps(node: DocumentNode): SchemaStep[] {
  const additional = node.at('additionalProperties');
  const declared = node.at('properties').object;
  const values = (value: unknown): PlacedValue[] =>
    isObject(value)
      ? Object.entries(value).flatMap(([name, member]) =>
          Object.hasOwn(declared, name) ? [] : [[pointerTo('', name), member] as const],
        )
      : [];
  return isObject(additional.value)
    ? [{ label: '.*', node: additional, isAlternative: false, isProperty: false, values }]
    : [];
}

/** Alternatives are called by their types, or by their position where types do not tell them apart. */
function alternativeSteps(branches: readonly (readonly [string, DocumentNode])[]): SchemaStep[] {
  const types = branches.map(([, branch]) => branch.text('type'));
  return branches.map(([, branch], index) => {
    const type = types[index] ?? '';
    const isUnique = type !== '' && types.filter((other) => other === type).length === 1;
    return sameValue(branch, `<${isUnique ? type : index + 1}>`, true);
  });
}

function sameValue(node: DocumentNode, label: string, isAlternative: boolean): SchemaStep {
  return { label, node, isAlternative, isProperty: false, values: (value) => [['', value]] };
}
