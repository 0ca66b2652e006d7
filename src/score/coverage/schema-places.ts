import { DocumentNode, type ModelSource } from '#contract';
import { isRecord, pointerInFragment, pointerTo } from '../../json.js';

/** Remembers what is made of each place of a document: thousands of exchanges ask for the same again. */
export function perSchema<Made>(make: (node: DocumentNode) => Made): (node: DocumentNode) => Made {
  const bySource = new WeakMap<ModelSource, Map<string, Made>>();
  return (node) => {
    const known = bySource.get(node.source) ?? new Map<string, Made>();
    bySource.set(node.source, known);
    const made = known.get(node.pointer) ?? make(node);
    known.set(node.pointer, made);
    return made;
  };
}

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
  const referred = typeof reference === 'string' ? [DocumentNode.in(node.source, pointerInFragment(reference))] : [];
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
    isRecord(value) && Object.hasOwn(value, name) ? [[pointerTo('', name), value[name]]] : [];
  return { label: `.${name}`, node, isAlternative: false, isProperty: true, values };
}

function itemSteps(node: DocumentNode): SchemaStep[] {
  const items = node.at('items');
  const values = (value: unknown): PlacedValue[] =>
    Array.isArray(value) ? value.map((item, index) => [pointerTo('', index), item]) : [];
  return isRecord(items.value) ? [{ label: '[]', node: items, isAlternative: false, isProperty: false, values }] : [];
}

function additionalSteps(node: DocumentNode): SchemaStep[] {
  const additional = node.at('additionalProperties');
  const declared = node.at('properties').object;
  const values = (value: unknown): PlacedValue[] =>
    isRecord(value)
      ? Object.entries(value).flatMap(([name, member]) =>
          Object.hasOwn(declared, name) ? [] : [[pointerTo('', name), member] as const],
        )
      : [];
  return isRecord(additional.value)
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

/** A schema where it applies. The same schema stands at as many places as it is used at. */
export interface SchemaPlace {
  /** `200 application/json data[].id` */
  readonly name: string;
  readonly node: DocumentNode;
  readonly isProperty: boolean;
}

/** A value at a place. */
export interface PlaceValue extends SchemaPlace {
  readonly value: unknown;
  /** JSON pointer into the exchange. */
  readonly pointer: string;
  /** Whether it is there because of this schema, and not of another alternative. */
  readonly isChosen: boolean;
}

/** Whether a value satisfies a schema. */
export type Accepts = (schema: DocumentNode, value: unknown) => boolean;

/** A schema and all schemas in it. Those that contain themselves are followed once. */
export function* placesIn(
  node: DocumentNode,
  name: string,
  isProperty = false,
  within: readonly string[] = [],
): Generator<SchemaPlace> {
  if (within.includes(node.pointer)) return;
  const inner = [...within, node.pointer];
  yield { name, node, isProperty };
  for (const step of stepsFrom(node)) yield* placesIn(step.node, name + step.label, step.isProperty, inner);
}

/** A value and all values in it, each at its place. */
export function valuesIn(place: PlaceValue, accepts: Accepts, within: readonly string[] = []): PlaceValue[] {
  const { node, name, value, pointer, isChosen } = place;
  if (within.includes(node.pointer)) return [];
  const inner = [...within, node.pointer];
  const below = stepsFrom(node).flatMap((step) =>
    step.values(value).map(([suffix, found]) => ({
      name: name + step.label,
      node: step.node,
      isProperty: step.isProperty,
      value: found,
      pointer: pointer + suffix,
      isChosen: isChosen && (!step.isAlternative || accepts(step.node, found)),
    })),
  );
  return [place, ...below.flatMap((found) => valuesIn(found, accepts, inner))];
}
