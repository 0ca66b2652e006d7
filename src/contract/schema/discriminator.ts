import { isObject, type Json, type JsonObject, memberOf } from '../load/json.js';
import type { Discriminator } from './combinations.js';

/**
 * Which alternative of a schema a value names, by the `discriminator` beside them; `undefined` where there is none. It never
 * decides whether a value is valid, only which alternative's mistakes are told.
 */
export function discriminatorOf(schema: JsonObject, keyword: string): Discriminator | undefined {
  const { discriminator, [keyword]: list } = schema;
  if (!isObject(discriminator) || !Array.isArray(list)) return undefined;
  const { propertyName, mapping } = discriminator;
  if (typeof propertyName !== 'string') return undefined;
  const names = list.map((alternative) => lastOf(memberOf(alternative, '$ref')));
  return {
    propertyName,
    indexOf: (text) => {
      const mapped = memberOf(mapping, text);
      const index = names.indexOf(lastOf(typeof mapped === 'string' ? mapped : text));
      return index < 0 ? undefined : index;
    },
  };
}

/** The name of a schema, as references to it end. */
function lastOf(reference: Json | undefined): string | undefined {
  return typeof reference === 'string' ? reference.split(/[/#]/).at(-1) : undefined;
}
