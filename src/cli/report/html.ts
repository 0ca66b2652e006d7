import type { Violation, ViolationLocation } from '#errors';
import { rulePlace } from '../../errors/rule-place.js';
import type { CheckedExchange, Findings, Problem, StaleRecording, Style, Unchecked } from './findings.js';
import { type Excerpt, excerptsOf, type Html, html, type ReportData, STYLE } from './html-parts.js';
import type { Specification } from './specification.js';

/** One self-contained page for people. */
export function formatHtml(
  { exchanges, problems, stale }: Findings,
  { document, scores = {} }: Style,
  { contract, unchecked }: Specification,
): string {
  const operationIds = Object.keys(contract.operations);
  return reportPage({ exchanges, problems, stale, unchecked, operationIds, scores, excerptOf: excerptsOf(document) });
}

export function reportPage(data: ReportData): string {
  const broken = data.exchanges.filter((exchange) => exchange.violations.length > 0).length;
  const title = broken > 0 ? `${broken} of ${data.exchanges.length} exchanges break the contract` : allConform(data);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1 class="${broken > 0 || data.exchanges.length === 0 ? 'bad' : 'good'}">${title}</h1>
${scoreList(data.scores ?? {})}
</header>
${matrix(data)}
${problemList(data.problems ?? [])}
${staleList(data.stale ?? [])}
${violationList(data)}
${uncheckedList(data.unchecked ?? [])}
</body>
</html>
`;
  return page.text;
}

function problemList(problems: readonly Problem[]): Html {
  const items = problems.map(({ source, reason }) => html`<li><code>${source}</code>: ${reason}</li>`);
  return items.length > 0 ? html`<h2 class="bad">Not readable</h2><ul>${items}</ul>` : html``;
}

function staleList(stale: readonly StaleRecording[]): Html {
  const items = stale.map(({ source, message }) => html`<li><code>${source}</code> is stale: ${message}</li>`);
  return items.length > 0 ? html`<h2 class="bad">Stale recordings</h2><ul>${items}</ul>` : html``;
}

function uncheckedList(unchecked: readonly Unchecked[]): Html {
  const items = unchecked.map(({ file, line, reason }) => html`<li><code>${file}:${line}</code> ${reason}</li>`);
  return items.length > 0 ? html`<h2>Not checked in the OpenAPI document</h2><ul>${items}</ul>` : html``;
}

function allConform({ exchanges }: ReportData): string {
  return exchanges.length === 0 ? 'No exchanges were checked' : `All ${exchanges.length} exchanges conform`;
}

function scoreList(named: Readonly<Record<string, string>>): Html {
  const entries = Object.entries(named).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`);
  return entries.length > 0 ? html`<dl aria-label="Scores">${entries}</dl>` : html``;
}

/** The checks of an exchange, in the order in which it travels. */
const CHECKS: readonly (readonly [location: ViolationLocation, title: string])[] = [
  ['request.server', 'Server'],
  ['request.path', 'Path'],
  ['request.method', 'Method'],
  ['request.query', 'Query'],
  ['request.header', 'Request headers'],
  ['request.security', 'Credentials'],
  ['request.body', 'Request body'],
  ['response.status', 'Status'],
  ['response.header', 'Response headers'],
  ['response.body', 'Response body'],
];

/** The number of exchanges that break something, by operation and check. */
function matrix({ exchanges, operationIds }: ReportData): Html {
  const unknown = exchanges.filter(({ operationId }) => operationId === null);
  const rows = operationIds.map((id) =>
    row(
      id,
      exchanges.filter(({ operationId }) => operationId === id),
    ),
  );
  return html`<h2>Operations</h2>
<div class="wide"><table>
<thead><tr><th scope="col">Operation</th><th scope="col">Exchanges</th>${CHECKS.map(([, title]) => html`<th scope="col">${title}</th>`)}</tr></thead>
<tbody>${rows}${unknown.length > 0 ? row('no operation of the contract', unknown) : ''}</tbody>
</table></div>`;
}

function row(name: string, exchanges: readonly CheckedExchange[]): Html {
  const cells = CHECKS.map(([location, title]) => cell(exchanges, location, title));
  return html`<tr><th scope="row">${name}</th><td data-check="Exchanges">${exchanges.length}</td>${cells}</tr>`;
}

/** Each cell carries the title of its check, because a phone has no room for a row of titles. */
function cell(exchanges: readonly CheckedExchange[], location: ViolationLocation, title: string): Html {
  if (exchanges.length === 0) return html`<td data-check="${title}" class="quiet">–</td>`;
  const broken = exchanges.filter(({ violations }) => violations.some((violation) => violation.location === location));
  return broken.length > 0
    ? html`<td data-check="${title}" class="bad">${broken.length} ✗</td>`
    : html`<td data-check="${title}" class="good"><span role="img" aria-label="no violations">✓</span></td>`;
}

/** Every exchange that breaks the contract, with its violations. */
function violationList({ exchanges, excerptOf }: ReportData): Html {
  const broken = exchanges.filter((exchange) => exchange.violations.length > 0);
  if (broken.length === 0) return html`<h2>Violations</h2><p class="good">None.</p>`;
  return html`<h2>Violations</h2>${broken.map((exchange) => exchangeWith(exchange, excerptOf))}`;
}

function exchangeWith(exchange: CheckedExchange, excerptOf: ReportData['excerptOf']): Html {
  const { source, index, method, url, status, operationId } = exchange;
  return html`<section>
<h3>${method} <code>${url}</code> → ${status}</h3>
<p class="quiet">${operationId ?? 'no operation of the contract'}, exchange ${index} of <code>${source}</code></p>
${exchange.violations.map((violation) => article(violation, excerptOf?.(violation)))}
</section>`;
}

function article(violation: Violation, excerpt: Excerpt | undefined): Html {
  const { location, pointer, keyword, expected, actual, message, rule } = violation;
  return html`<article>
<p class="bad">${message}</p>
<dl>
<dt>Where</dt><dd>${location}, <code>${pointer}</code></dd>
<dt>Rule</dt><dd><code>${keyword}</code>${rule ? `, ${rulePlace(rule)}` : ''}</dd>
<dt>Expected</dt><dd>${expected}</dd>
<dt>Actual</dt><dd><code>${textOf(actual)}</code></dd>
</dl>
${excerpt ? excerptLines(excerpt) : ''}</article>`;
}

/** The beginning of a long value says enough. */
function textOf(actual: unknown): string {
  const text = JSON.stringify(actual) ?? String(actual);
  return text.length > MAX_VALUE_LENGTH ? `${text.slice(0, MAX_VALUE_LENGTH)}…` : text;
}

/** The marked line has an arrow, for people who do not see colours, and for print. */
function excerptLines({ firstLine, lines: texts, line }: Excerpt): Html {
  const width = String(firstLine + texts.length).length;
  const numbered = texts.map((text, index) => {
    const number = String(firstLine + index).padStart(width);
    return firstLine + index === line
      ? html`<mark>→ ${number}  ${text}</mark>`
      : html`<span>  ${number}  ${text}</span>`;
  });
  return html`<pre tabindex="0" aria-label="The rule in the OpenAPI document, line ${line}">${numbered}</pre>`;
}

/** Characters. */
const MAX_VALUE_LENGTH = 500;
