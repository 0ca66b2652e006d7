import { isObject, type Json, type JsonObject, pointerIn, pointerTo, pointerTokens } from './json.js';
import { familyOf, listOf, referred } from './schema-family.js';
import { visitSchemas } from './upgrade.js';

/**
 * A copy of a document in which each discriminator has what the compiler needs to choose an alternative by it: the values
 * that stand for each. Those that no alternative can be chosen by are taken out.
 *
 * @param note Is told of each discriminator that is taken out.
 */
export function withChoices(document: JsonObject, note: (pointer: string, reason: string) => void): JsonObject {
  const copy = structuredClone(document);
  visitSchemas(copy, (schema, pointer) => {
    const { discriminator } = schema;
    if (!isObject(discriminator)) return;
    const choices = choicesOf(document, schema, discriminator);
    if (choices) {
      delete schema['anyOf'];
      Object.assign(schema, { type: 'object', ...choices });
    } else {
      note(pointerTo(pointer, 'discriminator'), UNCHECKED);
      delete schema['discriminator'];
    }
  });
  return copy;
}

const UNCHECKED =
  'the discriminator is not followed: it must be a required property, and of alternatives that are all references';

function choicesOf(document: JsonObject, { oneOf, anyOf, type }: JsonObject, discriminator: JsonObject) {
  const { propertyName: tag, mapping } = discriminator;
  const isOneList = (oneOf === undefined) !== (anyOf === undefined);
  if (typeof tag !== 'string' || !isOneList || (type ?? 'object') !== 'object') return undefined;
  const alternatives = listOf(oneOf ?? anyOf);
  const references = alternatives.filter(isObject).filter((alternative) => requires(document, alternative, tag));
  if (alternatives.length === 0 || references.length < alternatives.length) return undefined;
  const choices = references.map((schema) => ({ schema, values: valuesOf(String(schema['$ref']), mapping) }));
  const all = choices.flatMap(({ values }) => values);
  if (choices.some(({ values }) => values.length === 0) || new Set(all).size < all.length) return undefined;
  return {
    oneOf: choices.map(({ schema, values }) => ({
      allOf: [schema],
      required: [tag],
      properties: { [tag]: { enum: values } },
    })),
    discriminator: { propertyName: tag },
  };
}

/** Whether a schema is a mere reference, and requires a property. */
function requires(document: JsonObject, schema: JsonObject, name: string): boolean {
  return (
    referred(document, schema) !== undefined &&
    familyOf(document, schema).some(({ required }) => listOf(required).includes(name))
  );
}

/** What is mapped to a reference, and the name of the schema unless that is mapped to another. */
function valuesOf(reference: string, mapping: Json | undefined): string[] {
  const mapped = isObject(mapping) ? Object.entries(mapping) : [];
  const name = pointerTokens(pointerIn(reference)).at(-1) ?? '';
  const isMeant = (target: Json) => target === reference || target === name;
  const own = mapped.filter(([, target]) => isMeant(target)).map(([value]) => value);
  return mapped.some(([value]) => value === name) ? own : [...own, name];
}
