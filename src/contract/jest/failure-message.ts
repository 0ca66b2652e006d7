import type { Violation } from '#errors';
import { rulePlace } from '../../errors/rule-place.js';

/** The `this` of a matcher. Jest provides all of it, other runners may provide less. */
export interface MatcherTools {
  readonly isNot?: boolean;
  readonly promise?: string;
  readonly utils?: {
    matcherHint?(name: string, received?: string, expected?: string, options?: object): string;
    EXPECTED_COLOR?(text: string): string;
    printReceived?(value: unknown): string;
  };
}

/** A call of a matcher. */
export interface MatcherCall {
  readonly name: string;
  readonly subject: 'request' | 'response';
  /** The argument, as in the title of the message. */
  readonly argument: string;
}

/** The message of a failed assertion: what was expected, then each violation with the line of its rule. */
export function failureMessage(
  { isNot = false, promise = '', utils = {} }: MatcherTools,
  { name, subject, argument }: MatcherCall,
  violations: readonly Violation[],
  document?: string,
): string {
  const hint =
    utils.matcherHint?.(name, subject, argument, { isNot, promise }) ??
    `expect(${subject})${isNot ? '.not' : ''}.${name}(${argument})`;
  if (violations.length === 0)
    return `${hint}\n\nExpected the ${subject} to break a rule of the contract, but it conforms.`;
  const printReceived = utils.printReceived ?? asText;
  const count = violations.length === 1 ? 'one rule' : `${violations.length} rules`;
  const markExpected = utils.EXPECTED_COLOR ?? ((text: string) => text);
  const details = violations.map((violation) => describe(violation, { markExpected, printReceived, document }));
  return [`${hint}\n\nThe ${subject} breaks ${count} of the contract:`, ...details].join('\n\n');
}

interface Presentation {
  markExpected(text: string): string;
  printReceived(value: unknown): string;
  readonly document: string | undefined;
}

function describe(
  { operationId, location, pointer, expected, actual, keyword, rule }: Violation,
  { markExpected, printReceived, document }: Presentation,
): string {
  return [
    `  ${pointer} (${[operationId, location].filter(Boolean).join(', ')})`,
    `    expected: ${markExpected(expected)}`,
    `    received: ${indent(shortened(printReceived(actual)))}`,
    `    rule:     ${keyword}${rule ? ` (${rulePlace(rule, document)})` : ''}`,
  ].join('\n');
}

/** For runners without `printReceived`. */
function asText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return 'a value that cannot be shown';
  }
}

function indent(text: string): string {
  return text.replaceAll('\n', '\n              ');
}

function shortened(text: string): string {
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

/** Characters of a value. A whole page of records would bury the message. */
const LONGEST_VALUE = 500;
