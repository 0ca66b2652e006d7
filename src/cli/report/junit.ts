import type { CheckedExchange, Findings, Problem, StaleRecording } from './findings.js';

/**
 * JUnit XML as CI systems read it: a suite for each file, a test case for each exchange, and one failure with all of its
 * violations. Stale recordings are failures and unreadable files are errors, in suites of their own, so that CI reports them.
 */
export function formatJunit({ exchanges, problems, stale }: Findings): string {
  const bySource = new Map<string, CheckedExchange[]>();
  for (const exchange of exchanges) {
    const suite = bySource.get(exchange.source) ?? [];
    bySource.set(exchange.source, suite);
    suite.push(exchange);
  }
  const suites = [...bySource].map(([source, suite]) =>
    element('testsuite', { name: source, ...counts(suite) }, suite.map(testCase)),
  );
  const staleSuite = { name: 'stale recordings', ...counts([], stale) };
  if (stale.length > 0) suites.push(element('testsuite', staleSuite, stale.map(staleCase)));
  const errorSuite = { name: 'not readable', ...counts([], [], problems) };
  if (problems.length > 0) suites.push(element('testsuite', errorSuite, problems.map(errorCase)));
  const totals = { name: 'bigcommerce-customers contract check', ...counts(exchanges, stale, problems) };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', totals, suites)}\n`;
}

function counts(
  exchanges: readonly CheckedExchange[],
  stale: readonly StaleRecording[] = [],
  problems: readonly Problem[] = [],
) {
  const violating = exchanges.filter(({ violations }) => violations.length > 0).length;
  const failures = violating + stale.length;
  // The format requires times, but recorded exchanges have none.
  const tests = exchanges.length + stale.length + problems.length;
  return { tests, failures, errors: problems.length, skipped: 0, time: 0 };
}

function testCase({ source, index, method, url, status, operationId, violations }: CheckedExchange): string {
  const name = `[${index}] ${method} ${url} ${status}`;
  const text = violations.map(({ message }) => message).join('\n');
  const title = violations.length === 1 ? text : `${violations.length} violations`;
  const type = [...new Set(violations.map(({ keyword }) => keyword))].join(' ');
  const failure = violations.length > 0 ? [element('failure', { message: title, type }, [escaped(text)])] : [];
  return element('testcase', { name, classname: operationId ?? source, time: 0 }, failure);
}

function staleCase({ source, reason, message }: StaleRecording): string {
  const failure = element('failure', { message, type: `stale ${reason}` }, [escaped(message)]);
  return element('testcase', { name: source, classname: 'stale recordings', time: 0 }, [failure]);
}

function errorCase({ source, reason }: Problem): string {
  const error = element('error', { message: reason, type: 'unreadable' }, []);
  return element('testcase', { name: source, classname: 'not readable', time: 0 }, [error]);
}

function element(name: string, attributes: Record<string, string | number>, content: readonly string[]): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  const start = `<${name}${written.join('')}`;
  if (content.length === 0) return `${start}/>`;
  const isText = name === 'failure';
  return isText ? `${start}>${content.join('')}</${name}>` : `${start}>\n${content.join('\n')}\n</${name}>`;
}

/** For attributes and text. Characters that XML 1.0 cannot contain, even escaped, become the replacement character. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"\t\n\r]/g, (character) => ENTITIES.get(character) ?? character);
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ['\t', '&#9;'],
  ['\n', '&#10;'],
  ['\r', '&#13;'],
]);
