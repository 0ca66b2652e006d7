import type { Violation } from '../../errors/contract-violation-error.js';
import type { Contract } from '../contract.js';
import { partAt } from '../openapi/document-part.js';
import type { CheckOptions } from '../options.js';
import { ruleAt } from '../rules/rule-at.js';
import { describeFirst, isTooDeep, type Place, violation } from '../violations.js';
import { allowList } from './allow-list.js';
import { isOwnHeader } from './own-headers.js';
import { undeclaredMembers } from './undeclared-members.js';

/**
 * What `find` finds, where checks are strict, without what is allowed.
 *
 * @throws TypeError when a pattern of `strict.allow` is not one.
 */
export function whenStrict({ strict }: CheckOptions, find: () => readonly Violation[]): Violation[] {
  if (!strict) return [];
  const isAllowed = allowList(strict === true ? [] : (strict.allow ?? []));
  return describeFirst(
    find().filter((found) => !isAllowed(found)),
    (found) => found,
  );
}

/** Headers that are not declared, and that HTTP itself has not got. */
export function undeclaredHeaders(
  headers: ReadonlyMap<string, string>,
  declared: readonly string[],
  place: Place,
): Violation[] {
  const known = new Set(declared.map((name) => name.toLowerCase()));
  return [...headers]
    .filter(([name]) => !known.has(name) && !isOwnHeader(name))
    .map(([name, value]) =>
      violation({ ...place, pointer: `${place.pointer}/${name}` }, 'undeclared', 'no undeclared header', value),
    );
}

/** Members of a body that the schema at the end of a path of names through the document does not declare. */
export function undeclaredProperties(
  body: unknown,
  contract: Contract,
  path: readonly string[],
  place: Place,
): Violation[] {
  const schema = partAt(contract.document, ...path);
  if (!schema || isTooDeep(body)) return [];
  return undeclaredMembers(contract.document, [schema], body).map(({ pointer, value, rule }) => {
    const at = { ...place, pointer: place.pointer + pointer, rule: ruleAt(contract, rule) };
    return violation(at, 'undeclared', 'no undeclared property', value);
  });
}
