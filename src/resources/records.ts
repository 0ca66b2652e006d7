import type { AttributeValue } from '../wire-types.js';

/** The list of records in a body, or `undefined` where it has none. Single records are taken on trust. */
export function recordsOf(body: unknown): readonly AttributeValue[] | undefined {
  const data: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'data') : undefined;
  return Array.isArray(data) ? data : undefined;
}
