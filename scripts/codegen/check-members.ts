import { entriesOf, type JsonObject, pointerTo } from '../../src/contract/load/json.js';
import type { PlacedKeyword, WriteKeyword } from './check-keywords.js';
import type { CheckCode, CheckWriter } from './check-writer.js';

/** Keywords about members. They are written as one: which members are additional depends on the other two. */
export const MEMBER_KEYWORDS = ['properties', 'patternProperties', 'additionalProperties'] as const;

/** Writes all member keywords of a schema in place of the first of them. */
export const writeMembers: WriteKeyword = (place, writer) => {
  const { keyword, schema } = place;
  if (keyword !== MEMBER_KEYWORDS.find((name) => schema[name] !== undefined)) return [];
  const others = writeOthers(place, writer);
  const members = writeNamed(place, writer);
  if (isObjectSchema(schema)) return [writeObject(members, others, schema, writer)];
  const hasPatterns = schema['patternProperties'] !== undefined;
  const named = Object.keys(members).length > 0 || (others && !hasPatterns);
  return [
    named ? writer.call('properties', members, ...(others && !hasPatterns ? [others] : [])) : undefined,
    hasPatterns ? writePatterns(place, others, writer) : undefined,
  ];
};

/** Whether a schema says what most do: `type`, `properties`, `required` and `additionalProperties` are one check then. */
export function isObjectSchema(schema: JsonObject): boolean {
  const saysMore = entriesOf(schema['properties']).length > 0 || (schema['additionalProperties'] ?? true) !== true;
  return schema['type'] === 'object' && saysMore && schema['patternProperties'] === undefined;
}

function writeObject(
  members: Readonly<Record<string, CheckCode>>,
  others: CheckCode | undefined,
  { required = [], additionalProperties }: JsonObject,
  writer: CheckWriter,
): CheckCode {
  const names = [required].flat();
  if (additionalProperties !== false) return writer.call('object', members, names, others ?? writer.named('anything'));
  return writer.call('object', members, ...(names.length > 0 ? [names] : []));
}

function writeNamed(place: PlacedKeyword, writer: CheckWriter): Readonly<Record<string, CheckCode>> {
  const checks = entriesOf(place.schema['properties']).map(([name, schema]) => {
    return [name, writer.writeAlways({ schema, pointer: siblingOf(place, 'properties', name) })] as const;
  });
  return Object.fromEntries(checks);
}

function writePatterns(place: PlacedKeyword, others: CheckCode | undefined, writer: CheckWriter): CheckCode {
  const { schema } = place;
  const patterns = entriesOf(schema['patternProperties']).map(([pattern, member]) => {
    const pointer = siblingOf(place, 'patternProperties', pattern);
    return [new RegExp(pattern, 'u'), writer.writeAlways({ schema: member, pointer })];
  });
  const known = entriesOf(schema['properties']).map(([name]) => name);
  return writer.call('patternProperties', patterns, ...(others ? [others, known] : []));
}

function writeOthers(place: PlacedKeyword, writer: CheckWriter): CheckCode | undefined {
  const { additionalProperties: schema } = place.schema;
  // The default of the check that most schemas become.
  if (schema === undefined || (schema === false && isObjectSchema(place.schema))) return undefined;
  return writer.write({ schema, pointer: siblingOf(place, 'additionalProperties') });
}

/** Where another keyword of the same schema stands. */
function siblingOf({ pointer }: PlacedKeyword, ...tokens: string[]): string {
  return pointerTo(pointer.slice(0, pointer.lastIndexOf('/')), ...tokens);
}
