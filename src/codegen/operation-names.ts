import { type FoundOperation, STYLE_RULE, type Warn } from './found-operations.js';

/** Gives each operation an id of its own: the given one if it can be one, else one made from method and path. */
export function nameOperations(operations: readonly FoundOperation[], warn: Warn): void {
  const taken = new Set<string>();
  const given = operations.map(({ operation, pointer }) => {
    const { operationId: id } = operation;
    if (typeof id !== 'string' || id === '') return undefined;
    const problem = taken.has(id) ? 'stands twice' : (unusable(id) ?? '');
    if (problem === '') {
      taken.add(id);
      if (!/^[a-z][A-Za-z0-9]*$/.test(id))
        warn(`${pointer}/operationId`, `operationId ${id} is not camelCase`, STYLE_RULE);
      return id;
    }
    warn(`${pointer}/operationId`, `operationId ${id} ${problem}; one is made from method and path`);
    return undefined;
  });
  for (const [index, { operation, method, path }] of operations.entries()) {
    const id = given[index] ?? unusedName(nameFor(method, path), taken);
    taken.add(id);
    operation['operationId'] = id;
  }
}

/** Why nothing can be named like this. */
function unusable(id: string): string | undefined {
  // openapi-typescript writes # as something else, and __proto__ cannot be the name of a member.
  if (id.includes('#') || id === '__proto__') return 'cannot be a name';
  // `await` would call it.
  return id === 'then' ? 'would make a promise of the client' : undefined;
}

/** `GET /pets/{petId}/toys` becomes `getPetsByPetIdToys`. */
export function nameFor(method: string, path: string): string {
  const words = path
    .replace(/{([^{}]*)}/g, '/by/$1/')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** A name with a number at its end if it is taken. */
export function unusedName(name: string, taken: { has(name: string): boolean }): string {
  let unused = name;
  for (let number = 2; taken.has(unused); number += 1) unused = `${name}${number}`;
  return unused;
}
