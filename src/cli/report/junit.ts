import { rulePlace } from '../../errors/rule-place.js';
import {
  type CheckedExchange,
  type Findings,
  type Problem,
  placeOfUnchecked,
  type StaleRecording,
  type Style,
  type Unchecked,
  unseenSentence,
} from './findings.js';
import type { Specification } from './specification.js';
import { element, escaped } from './xml.js';

/**
 * JUnit XML as CI systems read it: a suite for each file, a test case for each exchange, and one failure with all of its
 * violations. One whose body was not seen is skipped, or fails with `--fail-on-unseen`. Stale recordings are failures and unreadable files are errors, in suites of their own, so that CI reports them.
 * So are parts of the document that are not checked, which the output of their suite lists or, with `--fail-on-unchecked`, its failures.
 */
export function formatJunit(
  { exchanges, problems, stale }: Findings,
  { failsOnUnseen = false, failsOnUnchecked = false }: Style,
  { contract, file = contract.file, unchecked = [] }: Specification,
): string {
  const verdicts = { failsOnUnseen, document: file };
  const bySource = new Map<string, CheckedExchange[]>();
  for (const exchange of exchanges) {
    const suite = bySource.get(exchange.source) ?? [];
    bySource.set(exchange.source, suite);
    suite.push(exchange);
  }
  const suites = [...bySource].map(([source, suite]) =>
    element(
      'testsuite',
      { name: source, ...counts(suite, verdicts) },
      suite.map((exchange) => testCase(exchange, verdicts)),
    ),
  );
  const staleSuite = { name: 'stale recordings', ...counts([], verdicts, stale) };
  if (stale.length > 0) suites.push(element('testsuite', staleSuite, stale.map(staleCase)));
  const errorSuite = { name: 'not readable', ...counts([], verdicts, [], problems) };
  if (problems.length > 0) suites.push(element('testsuite', errorSuite, problems.map(errorCase)));
  const failing = failsOnUnchecked ? unchecked : [];
  const uncheckedSuite = { name: 'not checked in the OpenAPI document', ...counts([], verdicts, failing) };
  const uncheckedContent = failsOnUnchecked ? unchecked.map(uncheckedCase) : [uncheckedOutput(unchecked)];
  if (unchecked.length > 0) suites.push(element('testsuite', uncheckedSuite, uncheckedContent));
  const totals = {
    name: 'bigcommerce-customers contract check',
    ...counts(exchanges, verdicts, [...stale, ...failing], problems),
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', totals, suites)}\n`;
}

interface Verdicts {
  readonly failsOnUnseen: boolean;
  /** The name of the OpenAPI document. */
  readonly document: string | undefined;
}

/** @param others Failures that are no exchanges. */
function counts(
  exchanges: readonly CheckedExchange[],
  verdicts: Verdicts,
  others: readonly (StaleRecording | Unchecked)[] = [],
  problems: readonly Problem[] = [],
) {
  const results = exchanges.map((exchange) => resultOf(exchange, verdicts));
  const failures = results.filter((result) => result === 'failure').length + others.length;
  const skipped = results.filter((result) => result === 'skipped').length;
  // The format requires times, but recorded exchanges have none.
  const tests = exchanges.length + others.length + problems.length;
  return { tests, failures, errors: problems.length, skipped, time: 0 };
}

function resultOf({ violations, unseen = [] }: CheckedExchange, { failsOnUnseen }: Verdicts) {
  if (violations.length > 0 || (failsOnUnseen && unseen.length > 0)) return 'failure';
  return unseen.length > 0 ? 'skipped' : undefined;
}

function testCase(exchange: CheckedExchange, verdicts: Verdicts): string {
  const { source, index, method, url, status, operationId, violations, unseen = [] } = exchange;
  const name = `[${index}] ${method} ${url} ${status}`;
  const unseenLines = unseen.map(unseenSentence);
  const lines = violations.map(({ message, rule }) =>
    rule ? `${message}, see ${rulePlace(rule, verdicts.document)}` : message,
  );
  const [first = unseenLines.join('; ')] = violations.map(({ message }) => message);
  const message = violations.length > 1 ? `${violations.length} violations` : first;
  const keywords = violations.map(({ keyword }) => keyword);
  const type = [...new Set(keywords.length > 0 ? keywords : ['unseen'])].join(' ');
  const result = resultOf(exchange, verdicts);
  const details = [
    ...(result === 'failure'
      ? [element('failure', { message, type }, [escaped([...lines, ...unseenLines].join('\n'))])]
      : []),
    ...(result === 'skipped' ? [element('skipped', { message }, [])] : []),
  ];
  return element('testcase', { name, classname: operationId ?? source, time: 0 }, details);
}

function staleCase({ source, reason, message }: StaleRecording): string {
  const failure = element('failure', { message, type: `stale ${reason}` }, [escaped(message)]);
  return element('testcase', { name: source, classname: 'stale recordings', time: 0 }, [failure]);
}

function uncheckedCase(part: Unchecked): string {
  const { reason } = part;
  const failure = element('failure', { message: reason, type: 'unchecked' }, [escaped(reason)]);
  return element('testcase', { name: placeOfUnchecked(part), classname: 'not checked', time: 0 }, [failure]);
}

function uncheckedOutput(unchecked: readonly Unchecked[]): string {
  const lines = unchecked.map((part) => `${placeOfUnchecked(part)} not checked: ${part.reason}`);
  return element('system-out', {}, [escaped(lines.join('\n'))]);
}

function errorCase({ source, reason }: Problem): string {
  const error = element('error', { message: reason, type: 'unreadable' }, []);
  return element('testcase', { name: source, classname: 'not readable', time: 0 }, [error]);
}
