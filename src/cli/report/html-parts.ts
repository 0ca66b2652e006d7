import type { Violation, ViolationLocation } from '#errors';
import { plainText } from '../text.js';
import type { CheckedExchange, Problem, StaleRecording, Unchecked } from './findings.js';

export interface ReportData {
  readonly exchanges: readonly CheckedExchange[];
  readonly problems?: readonly Problem[];
  readonly stale?: readonly StaleRecording[];
  readonly unchecked?: readonly Unchecked[] | undefined;
  /** The parts of the exchanges of an operation for which the document has rules that are not checked. */
  readonly uncheckedIn?: ((operationId: string) => readonly ViolationLocation[]) | undefined;
  /** Every operation of the contract, in its order. */
  readonly operationIds: readonly string[];
  /** Scores of other commands, by name. */
  readonly scores?: Readonly<Record<string, string>>;
  readonly document?: DocumentTitle | undefined;
  readonly date?: Date | undefined;
  /** Whether a body that was not seen is a failure. */
  readonly failsOnUnseen?: boolean | undefined;
  /** Whether a part of the document that is not checked is a failure. */
  readonly failsOnUnchecked?: boolean | undefined;
  /** The lines of the OpenAPI document around a rule; `undefined` if its line is unknown. */
  excerptOf?(violation: Violation): Excerpt | undefined;
}

/** What a report says about the OpenAPI document. */
export interface DocumentTitle {
  readonly title: string;
  readonly version: string;
  readonly file: string;
}

/** Some lines of a document, one of them marked. */
export interface Excerpt {
  /** The number of the first line. */
  readonly firstLine: number;
  readonly lines: readonly string[];
  /** The number of the marked line. */
  readonly line: number;
}

/** Returns a function for excerpts around the rule that a violation breaks. */
export function excerptsOf(document: string | undefined): (violation: Violation) => Excerpt | undefined {
  const all = document?.split('\n') ?? [];
  return ({ rule }) => {
    const line = rule?.line;
    if (line === undefined || rule?.file !== undefined || line > all.length) return undefined;
    const firstLine = Math.max(line - LINES_AROUND, 1);
    const lines = all.slice(firstLine - 1, line + LINES_AROUND).map(shortened);
    return { firstLine, lines, line };
  };
}

/** A document can be a single line of JSON. */
function shortened(line: string): string {
  const text = line.replace(/\r$/, '').replaceAll('\t', '  ');
  return text.length > MAX_LINE_LENGTH ? `${text.slice(0, MAX_LINE_LENGTH)}…` : text;
}

const LINES_AROUND = 3;
const MAX_LINE_LENGTH = 300;

/** Text that is already HTML. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = Html | string | number | undefined | readonly Html[];

/** A template tag for HTML. Escapes every part that is not already HTML, and shows control characters as escapes. */
export function html(literals: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const written = literals.map((literal, index) => literal + (index < parts.length ? textOf(parts[index]) : ''));
  return new Html(written.join(''));
}

function textOf(part: Part): string {
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(({ text }) => text).join('');
  return plainText(String(part ?? '')).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** For screens of all sizes, dark mode and print. Loads nothing. */
export const STYLE = new Html(`
:root {
  color-scheme: light dark;
  --paper: #fff; --ink: #1b1b1b; --line: #8886; --bad: #b71c1c; --good: #1b5e20; --quiet: #5f5f5f; --mark: #fde2e2;
}
@media screen and (prefers-color-scheme: dark) {
  :root { --paper: #161616; --ink: #eee; --bad: #ff8a80; --good: #81c784; --quiet: #b0b0b0; --mark: #4a2020; }
}
body {
  background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif;
  margin: 0 auto; max-width: 75rem; overflow-wrap: anywhere; padding: 1rem;
}
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2rem; } h3 { font-size: 1rem; margin-top: 2rem; }
code, pre { font: 0.85rem/1.45 ui-monospace, monospace; }
pre { border: 1px solid var(--line); border-radius: 4px; margin: 0.5rem 0; overflow-x: auto; padding: 0.5rem 0; }
pre span, pre mark { display: block; min-width: max-content; padding: 0 0.5rem; }
pre mark { background: var(--mark); color: inherit; font-weight: 700; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: 0.8rem; overflow-wrap: normal; width: 100%; }
th, td { border-bottom: 1px solid var(--line); box-sizing: border-box; padding: 0.3rem 0.4rem; text-align: right; vertical-align: top; }
td { white-space: nowrap; }
th:first-child { min-width: 16rem; overflow-wrap: anywhere; text-align: left; }
a { color: inherit; }
article:target { outline: 2px solid var(--bad); outline-offset: 0.3rem; }
.bad { color: var(--bad); font-weight: 600; } .good { color: var(--good); } .quiet { color: var(--quiet); }
dl { display: grid; gap: 0 1rem; grid-template-columns: max-content minmax(0, 1fr); margin: 0.5rem 0; }
dt { color: var(--quiet); } dd { margin: 0; }
article { border-top: 1px solid var(--line); break-inside: avoid; padding: 0.5rem 0; }
h3 { break-after: avoid; }
@media (max-width: 40rem) {
  body { font-size: 15px; padding: 0.5rem 0.8rem; }
  h1 { font-size: 1.3rem; margin: 0.5rem 0; } h2, h3 { margin: 1.2rem 0 0.3rem; } p, ul { margin: 0.3rem 0; }
  dl { gap: 0 0.5rem; grid-template-columns: 4.4rem minmax(0, 1fr); margin: 0; }
  article { padding: 0.3rem 0; } pre { line-height: 1.3; }
}
@media (max-width: 40rem), screen and (max-width: 62rem) {
  thead, .empty { display: none; }
  table, tbody { display: block; }
  tr { border-bottom: 1px solid var(--line); display: flex; flex-wrap: wrap; gap: 0 1rem; padding: 0.3rem 0; }
  th:first-child { flex: 1 0 100%; min-width: 0; }
  tr:has(.empty) th:first-child { flex: 1; }
  th, td { border: 0; padding: 0; }
  td { display: inline-flex; gap: 0.3rem; }
  td::before { color: var(--quiet); content: attr(data-check); font-weight: 400; }
}
@media print {
  body { font-size: 10pt; max-width: none; padding: 0; }
  .wide, pre { overflow: visible; } table { font-size: 7pt; } th, td { padding: 0.2rem; } th:first-child { min-width: 0; }
  pre span, pre mark { min-width: 0; white-space: pre-wrap; }
  pre mark { border: 1px solid; }
}
`);
