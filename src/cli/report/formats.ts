import type { Violation } from '#errors';
import { rulePlace } from '../../errors/rule-place.js';
import { firstLines, plainText } from '../text.js';
import {
  type CheckedExchange,
  type Findings,
  reportOf,
  type Style,
  type Unchecked,
  unseenIn,
  unseenSentence,
} from './findings.js';
import { formatHtml } from './html.js';
import { formatJunit } from './junit.js';
import { formatSarif } from './sarif.js';
import { skippedTexts } from './servers.js';
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
function formatText(
  findings: Findings,
  { colours, failsOnUnchecked = false }: Style,
  specification: Specification,
): string {
  const { unchecked = [] } = specification;
  const paint = colours ? painted : (text: string) => text;
  const violating = findings.exchanges.filter(({ violations }) => violations.length > 0);
  const blocks = violating.map((exchange) => {
    const lines = exchange.violations.map((violation) => `  ${plainText(lineOf(violation, specification))}\n`);
    return `${paint(titleOf(exchange), 'bold')}\n${lines.join('')}\n`;
  });
  const stale = findings.stale.map(({ source, message }) => `${plainText(`${source} is stale: ${message}`)}\n`);
  if (stale.length > 0) stale.push('\n');
  const unseen = unseenIn(findings.exchanges).map(
    ({ exchange, body }) => `${exchange.source}[${exchange.index}] ${unseenSentence(body)}`,
  );
  const notes = firstLines(unseen, MAX_UNSEEN).map((line) => `${plainText(line)}\n`);
  if (notes.length > 0) notes.push('\n');
  const failing = violating.length + findings.stale.length + findings.problems.length + unseen.length;
  const isClean = failing + (failsOnUnchecked ? unchecked.length : 0) === 0;
  const summary = summaryLine(findings, unchecked);
  return `${blocks.join('')}${stale.join('')}${notes.join('')}${paint(summary, isClean ? 'green' : 'red')}\n`;
}

function titleOf({ source, index, method, url, status, operationId }: CheckedExchange): string {
  return plainText(`${source}[${index}] ${method} ${url} ${status}${operationId === null ? '' : ` ${operationId}`}`);
}

/** A HAR of a long session can lack thousands of bodies. */
const MAX_UNSEEN = 10;

/** Without the operation, which the line of the exchange already has, and with the line of the rule. */
function lineOf({ operationId, message, rule }: Violation, { contract, file = contract.file }: Specification): string {
  const subject = `${operationId}: `;
  const text = message.startsWith(subject) ? message.slice(subject.length) : message;
  return rule ? `${text}, see ${rulePlace(rule, file)}` : text;
}

/** `13 exchanges: 11 conform, 1 not fully seen, 1 with 2 violations. 1 body not seen. 2 skipped: 2 not of this API. 1 recording stale. 2 parts of the document not checked.` */
export function summaryLine(findings: Findings, unchecked: readonly Unchecked[] = []): string {
  const { summary } = reportOf(findings);
  const violating = findings.exchanges.filter(({ violations }) => violations.length > 0).length;
  const partial = summary.exchanges - summary.conforming - violating;
  const skipped = skippedTexts(findings.skipped);
  const unreadable = findings.problems.filter(({ isEmpty }) => !isEmpty).length;
  const violations = `, ${violating} with ${counted(summary.violations, 'violation')}`;
  const sentences = [
    `${counted(summary.exchanges, 'exchange')}: ${summary.conforming} conform${partial > 0 ? `, ${partial} not fully seen` : ''}${violating > 0 ? violations : ''}.`,
    ...(summary.unseen === undefined
      ? []
      : [`${summary.unseen} ${summary.unseen === 1 ? 'body' : 'bodies'} not seen.`]),
    ...(skipped.length > 0 ? [`${summary.skipped} skipped: ${skipped.join(', ')}.`] : []),
    ...(summary.stale === undefined ? [] : [`${counted(summary.stale, 'recording')} stale.`]),
    ...(unreadable > 0 ? [`${unreadable} not readable.`] : []),
    ...(unchecked.length > 0 ? [`${counted(unchecked.length, 'part')} of the document not checked.`] : []),
  ];
  return sentences.join(' ');
}

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
