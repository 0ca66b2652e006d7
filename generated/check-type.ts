// Written by "npm run generate" from the OpenAPI document. Do not edit.

import { type Check, report } from './check.js';
import type { WireType } from './descriptor.js';

/** A value of this type, or of one of these. */
export function type(wanted: WireType | readonly WireType[]): Check {
  const types: readonly string[] = [wanted].flat();
  return (value, findings) => {
    const found = typeOf(value);
    if (types.includes(found) || (found === 'integer' && types.includes('number'))) return;
    report(findings, 'type', { type: wanted });
  };
}

/** The JSON type of a value. What JSON has no type for is called something that no schema can ask for. */
function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (Number.isInteger(value)) return 'integer';
  return typeof value === 'number' && !Number.isFinite(value) ? 'none' : typeof value;
}
