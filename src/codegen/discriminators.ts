import { visitSchemas } from '../contract/schema/positions.js';
import { entriesOf, isRecord, type Json, type JsonObject, ownMember } from '../json.js';
import { targetOf } from './references.js';

/**
 * Takes out discriminators that contradict what the schemas themselves say of the property. openapi-typescript would write the
 * names of the schemas over their constants.
 */
export function dropWrongDiscriminators(document: JsonObject): void {
  const components = entriesOf(ownMember(ownMember(document, 'components'), 'schemas'));
  visitSchemas(document, 'other', undefined, (schema) => {
    const { discriminator, oneOf } = schema;
    const property = ownMember(discriminator, 'propertyName');
    if (typeof property !== 'string') return;
    const heirs = components.filter(([, other]) => other !== schema && inherits(document, other, schema));
    const members = [...heirs.map(([name, heir]) => [name, heir] as const), ...alternativesIn(document, oneOf)];
    const isWrong = members.some(([name, member]) => {
      const constants = constantsOf(document, member, property);
      return constants && !valuesFor(name, discriminator).every((value) => constants.includes(value));
    });
    if (isWrong) delete schema['discriminator'];
  });
}

/** The alternatives that have a name. */
function alternativesIn(document: JsonObject, oneOf: Json | undefined): (readonly [name: string, schema: Json])[] {
  if (!Array.isArray(oneOf)) return [];
  return oneOf.flatMap((alternative) => {
    const reference = ownMember(alternative, '$ref');
    const target = targetOf(document, alternative);
    return typeof reference === 'string' && target !== undefined ? [[lastName(reference), target] as const] : [];
  });
}

/** What a discriminator says for a schema: the values of its mapping, or the name of the schema. */
function valuesFor(name: string, discriminator: Json | undefined): string[] {
  const mapped = entriesOf(ownMember(discriminator, 'mapping')).filter(([, to]) => lastName(String(to)) === name);
  return mapped.length > 0 ? mapped.map(([value]) => value) : [name];
}

function lastName(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}

/** The values that a schema allows for a property, if it lists them. */
function constantsOf(
  document: JsonObject,
  schema: Json | undefined,
  property: string,
  seen: readonly Json[] = [],
): readonly Json[] | undefined {
  const target = targetOf(document, schema);
  if (!isRecord(target) || seen.includes(target)) return undefined;
  const own = targetOf(document, ownMember(target['properties'], property));
  if (isRecord(own) && own['const'] !== undefined) return [own['const']];
  if (isRecord(own) && Array.isArray(own['enum'])) return own['enum'];
  const parts = Array.isArray(target['allOf']) ? target['allOf'] : [];
  const found = parts.map((part) => constantsOf(document, part, property, [...seen, target]));
  // Of several lists, the shortest is that of the schema itself: a common base lists the values of all its heirs.
  return found.filter((list) => list !== undefined).sort((one, other) => one.length - other.length)[0];
}

function inherits(document: JsonObject, schema: Json, base: JsonObject, seen: readonly Json[] = []): boolean {
  const parts = ownMember(schema, 'allOf');
  if (!Array.isArray(parts) || seen.includes(schema)) return false;
  return parts.some((part) => {
    const target = targetOf(document, part);
    return target === base || (target !== undefined && inherits(document, target, base, [...seen, schema]));
  });
}
