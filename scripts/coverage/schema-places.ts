import type { DocumentNode } from '../codegen/document.js';
import { stepsFrom } from './schema-steps.js';

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
export function placesIn(
  node: DocumentNode,
  name: string,
  isProperty = false,
  within: readonly string[] = [],
): SchemaPlace[] {
  if (within.includes(node.pointer)) return [];
  const inner = [...within, node.pointer];
  return [
    { name, node, isProperty },
    ...stepsFrom(node).flatMap((step) => placesIn(step.node, name + step.label, step.isProperty, inner)),
  ];
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
