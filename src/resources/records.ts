import { valueAt } from '../value-at.js';
import type { AttributeValue } from '../wire-types.js';

/** The list of records in a body, or `undefined` where it has none. Single records are taken on trust. */
export function recordsOf(body: unknown): readonly AttributeValue[] | undefined {
  const data = valueAt(body, 'data');
  return Array.isArray(data) ? data : undefined;
}
