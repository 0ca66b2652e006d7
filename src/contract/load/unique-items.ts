import type { SchemaCompiler } from './schema-compiler.js';

/** Replaces the keyword of the library, which compares each item of a list with each other. */
export function addUniqueItems(ajv: SchemaCompiler): void {
  const validate: { (isWanted: unknown, list: unknown): boolean; errors?: object[] } = (isWanted, list) => {
    const twice = isWanted === true && Array.isArray(list) ? lastRepeated(list) : undefined;
    if (!twice) return true;
    const message = `must NOT have duplicate items (items ## ${twice.j} and ${twice.i} are identical)`;
    validate.errors = [{ keyword: 'uniqueItems', params: twice, message }];
    return false;
  };
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword({ keyword: 'uniqueItems', errors: true, validate });
}

/** The last item that is there before, and where: `j` and then `i`. */
function lastRepeated(list: readonly unknown[]): { i: number; j: number } | undefined {
  const lastPlaces = new Map<string, number>();
  let repeated: { i: number; j: number } | undefined;
  for (const [i, item] of list.entries()) {
    const text = JSON.stringify(item, sorted) ?? '';
    const j = lastPlaces.get(text);
    if (j !== undefined) repeated = { i, j };
    lastPlaces.set(text, i);
  }
  return repeated;
}

/** Objects are the same in whatever order their members are. */
function sorted(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
