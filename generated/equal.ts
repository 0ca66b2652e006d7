// Written by "npm run generate" from the OpenAPI document. Do not edit.

type Members = Readonly<Record<string, unknown>>;

/** Whether two JSON values are the same. The order of members does not matter. */
export function equal(one: unknown, other: unknown): boolean {
  if (one === other || Object.is(one, other)) return true;
  if (!hasMembers(one) || !hasMembers(other) || lengthOf(one) !== lengthOf(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && equal(one[name], other[name]))
  );
}

/** Objects have none. */
function lengthOf(value: unknown): number | undefined {
  return Array.isArray(value) ? value.length : undefined;
}

function hasMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null;
}
