import type { Mutant } from './mutant.js';

/** Why no exchange can show a change; `undefined` if one might. */
export function whyEquivalent(
  { operator, pointer }: Pick<Mutant, 'operator' | 'pointer'>,
  before: unknown,
): string | undefined {
  const name = pointer.slice(pointer.lastIndexOf('/') + 1);
  if (operator === 'OPERATION-ID') return 'the id of an operation is not on the wire';
  if (operator === 'DEFAULT-CHANGE') return 'a server fills defaults in, and nobody sends them';
  if (operator === 'EXTENSION-DROP' && !READ_EXTENSIONS.includes(name))
    return 'an extension that says nothing about exchanges';
  if (operator === 'BOUND-DROP' && before === 0 && LEAST_SIZES.includes(name)) return 'nothing has fewer than none';
  return undefined;
}

const READ_EXTENSIONS = ['x-pattern', 'x-date-filter', 'x-body-optional', 'x-status-range'];
const LEAST_SIZES = ['minLength', 'minItems', 'minProperties'];
