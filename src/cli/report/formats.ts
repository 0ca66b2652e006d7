import type { SkipReason } from '../input/entry.js';
import { plainText } from '../text.js';
import { type CheckedExchange, type Findings, reportOf, type Style } from './findings.js';
import { formatHtml } from './html.js';
import { formatJunit } from './junit.js';
import { formatSarif } from './sarif.js';
import type { Specification } from './specification.js';

/** Writes a report. It ends with a line break. */
type Format = (findings: Findings, style: Style, specification: Specification) => string;

export const FORMATS = {
  text: formatText,
  json: formatJson,
  junit: formatJunit,
  sarif: formatSarif,
  html: formatHtml,
} as const satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof FORMATS;

/** For people: each exchange that breaks the contract with its violations, and a summary. */
function formatText(findings: Findings, { colours }: Style): string {
  const paint = colours ? painted : (text: string) => text;
  const violating = findings.exchanges.filter(({ violations }) => violations.length > 0);
  const blocks = violating.map((exchange) => {
    const lines = exchange.violations.map((violation) => `  ${plainText(withoutSubject(violation))}\n`);
    return `${paint(titleOf(exchange), 'bold')}\n${lines.join('')}\n`;
  });
  const stale = findings.stale.map(({ source, message }) => `${plainText(`${source} is stale: ${message}`)}\n`);
  if (stale.length > 0) stale.push('\n');
  const isClean = violating.length + findings.stale.length + findings.problems.length === 0;
  return `${blocks.join('')}${stale.join('')}${paint(summaryLine(findings), isClean ? 'green' : 'red')}\n`;
}

function titleOf({ source, index, method, url, status, operationId }: CheckedExchange): string {
  return plainText(`${source}[${index}] ${method} ${url} ${status}${operationId === null ? '' : ` ${operationId}`}`);
}

/** Leaves out the operation, which the line of the exchange already has. */
function withoutSubject({ operationId, message }: CheckedExchange['violations'][number]): string {
  const subject = `${operationId}: `;
  return message.startsWith(subject) ? message.slice(subject.length) : message;
}

/** `12 exchanges: 11 conform, 1 with 2 violations. 3 skipped: 2 not of this API, 1 without a response. 1 recording stale. 1 not readable.` */
export function summaryLine(findings: Findings): string {
  const { summary } = reportOf(findings);
  const violating = summary.exchanges - summary.conforming;
  const skipped = Object.entries(SKIPPED).flatMap(([why, text]) => {
    const count = findings.skipped.filter((reason) => reason === why).length;
    return count > 0 ? [`${count} ${text}`] : [];
  });
  const unreadable = findings.problems.filter(({ isEmpty }) => !isEmpty).length;
  const violations = `, ${violating} with ${counted(summary.violations, 'violation')}`;
  const sentences = [
    `${counted(summary.exchanges, 'exchange')}: ${summary.conforming} conform${violating > 0 ? violations : ''}.`,
    ...(skipped.length > 0 ? [`${summary.skipped} skipped: ${skipped.join(', ')}.`] : []),
    ...(summary.stale === undefined ? [] : [`${counted(summary.stale, 'recording')} stale.`]),
    ...(unreadable > 0 ? [`${unreadable} not readable.`] : []),
  ];
  return sentences.join(' ');
}

const SKIPPED: Readonly<Record<SkipReason, string>> = {
  foreign: 'not of this API',
  unanswered: 'without a response',
  preflight: 'only for CORS',
  'not modified': 'not modified (304)',
  upgrade: 'upgraded to another protocol (101)',
  allowed: 'undocumented and allowed',
};

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

const COLOURS = { bold: 1, red: 31, green: 32 } as const;

function painted(text: string, colour: keyof typeof COLOURS): string {
  return `\u001b[${COLOURS[colour]}m${text}\u001b[0m`;
}

/** For programs. */
function formatJson(findings: Findings, _: Style, { unchecked }: Specification): string {
  return `${JSON.stringify(reportOf(findings, unchecked), null, 2)}\n`;
}
