import { rulePlace, type Violation } from '#errors';

/** What a test runner gives matchers to write with. Jest has all of it; others may have less. */
export interface MatcherTools {
  readonly isNot?: boolean;
  readonly promise?: string;
  readonly utils?: {
    matcherHint?(name: string, received?: string, expected?: string, options?: object): string;
    EXPECTED_COLOR?(text: string): string;
    printReceived?(value: unknown): string;
  };
}

/** What a matcher was called with. */
export interface MatcherCall {
  readonly name: string;
  readonly subject: 'request' | 'response';
  /** The argument as a title shows it. */
  readonly argument: string;
}

/** Says what a test expected, and each violation on lines of its own, with the line of the rule in the document. */
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

/** Where the runner prints nothing itself. */
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

/** Characters of a value. A whole page of records would bury what is said about it. */
const LONGEST_VALUE = 500;
