import type { ValidationIssue } from '../../generated/descriptor.js';
import type { Violation, ViolationLocation } from '../errors/contract-violation-error.js';
import { pointerTokens, valueAt } from '../value-at.js';

/** Where the value that is being checked stands in the exchange. */
export interface Place {
  readonly operationId: string | undefined;
  readonly location: ViolationLocation;
  /** JSON pointer into the exchange. */
  readonly pointer: string;
}

/** Writes one violation. */
export function violation(place: Place, keyword: string, expected: string, actual: unknown): Violation {
  const subject = place.operationId ? `${place.operationId}: ` : '';
  const message = `${subject}${place.pointer} (${place.location}): expected ${expected}, got ${preview(actual)} (${keyword})`;
  return { ...place, keyword, expected, actual, message };
}

/**
 * Turns what a validator found into violations. Of alternatives that all fail, only the failure to match any is kept: the
 * reasons why each one fails contradict each other.
 */
export function violationsOf(
  issues: readonly ValidationIssue[] | null | undefined,
  value: unknown,
  place: Place,
): Violation[] {
  const found = issues ?? [];
  const alternatives = found.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf');
  const isExplained = (issue: ValidationIssue) =>
    alternatives.some(
      (alternative) => alternative !== issue && isAtOrBelow(issue.instancePath, alternative.instancePath),
    );
  return found
    .filter((issue) => !isExplained(issue))
    .map((issue) => {
      const at = { ...place, pointer: place.pointer + issue.instancePath };
      return violation(at, issue.keyword, expectation(issue), valueAt(value, ...pointerTokens(issue.instancePath)));
    });
}

function isAtOrBelow(pointer: string, ancestor: string): boolean {
  return pointer === ancestor || pointer.startsWith(`${ancestor}/`);
}

function expectation({ keyword, params, message }: ValidationIssue): string {
  if (keyword === 'required') return `a member ${JSON.stringify(params['missingProperty'])}`;
  if (keyword === 'additionalProperties') return `no member ${JSON.stringify(params['additionalProperty'])}`;
  if (keyword === 'type') return [params['type']].flat().join(' or ');
  if (keyword === 'false schema') return 'nothing here';
  return (message ?? keyword).replace(/^must (be )?/, '');
}

function preview(value: unknown): string {
  const text =
    (typeof value === 'string' || typeof value === 'object' ? JSON.stringify(value) : undefined) ?? String(value);
  return text.length > PREVIEW_LENGTH ? `${text.slice(0, PREVIEW_LENGTH)}…` : text;
}

/** Characters of a value that a message repeats. The whole value is in `actual`. */
const PREVIEW_LENGTH = 80;
