import { isObject, type Json } from '../spec/json.js';
import type { SpecSource } from '../spec/source.js';
import { validateStructure } from '../spec/validate.js';
import type { MutantGroup } from './mutate.js';

/** Says why a mutant is no OpenAPI document, if it is none. */
export type Gate = (group: MutantGroup) => Promise<string | undefined>;

/**
 * Passes mutants through swagger-parser. That takes long, and the rules of OpenAPI for an object do not depend on where it
 * stands: of changes that make the same object of the same kind, one is passed through. To OpenAPI 3.1 every object is a
 * schema, so that of schemas only what stands in them directly is told apart. What holds for a component holds for its
 * uses.
 */
export function createGate(source: SpecSource): Gate {
  const known = new Map<string, Promise<string | undefined>>();
  return ({ kind, changed, component }) => {
    const key = JSON.stringify([kind, kind === 'schema' ? [component.operator, direct(changed)] : changed]);
    const verdict = known.get(key) ?? validate({ ...source, document: component.apply(source.document) });
    known.set(key, verdict);
    return verdict;
  };
}

async function validate(source: SpecSource): Promise<string | undefined> {
  const [problem] = await validateStructure(source);
  return problem?.reason;
}

function direct(schema: Json): Json {
  if (!isObject(schema)) return schema;
  return Object.entries(schema).map(([name, value]) => [
    name,
    isObject(value) || name === 'description' ? null : value,
  ]);
}
