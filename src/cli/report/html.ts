import type { Violation } from '#errors';
import { rulePlace } from '../../errors/rule-place.js';
import { shortened } from '../text.js';
import {
  type CheckedExchange,
  type Findings,
  type Problem,
  placeOfUnchecked,
  type StaleRecording,
  type Style,
  type Unchecked,
  unseenIn,
  unseenSentence,
} from './findings.js';
import { type AnchorOf, matrix } from './html-matrix.js';
import { type Excerpt, excerptsOf, type Html, html, type ReportData, STYLE } from './html-parts.js';
import { uncheckedLocations } from './looked-at.js';
import { type Specification, titleOf } from './specification.js';

/** One self-contained page for people. */
export function formatHtml(
  { exchanges, problems, stale }: Findings,
  { document, scores = {}, date, failsOnUnseen, failsOnUnchecked }: Style,
  specification: Specification,
): string {
  const { contract, unchecked = [] } = specification;
  return reportPage({
    exchanges,
    problems,
    stale,
    unchecked,
    uncheckedIn: uncheckedLocations(contract, unchecked),
    operationIds: Object.keys(contract.operations),
    scores,
    document: titleOf(specification, document),
    date,
    failsOnUnseen,
    failsOnUnchecked,
    excerptOf: excerptsOf(document),
  });
}

export function reportPage(data: ReportData): string {
  const broken = data.exchanges.filter((exchange) => exchange.violations.length > 0);
  const title = titleFor(data, broken.length);
  const anchorOf: AnchorOf = (exchange, location) => {
    const at = exchange.violations.findIndex((violation) => violation.location === location);
    return anchor(broken.indexOf(exchange), at);
  };
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
<h1 class="${toneOf(data, broken.length)}">${title}</h1>
${origin(data)}
${scoreList(data.scores ?? {})}
</header>
${matrix(data, anchorOf)}
${problemList(data.problems ?? [])}
${staleList(data.stale ?? [])}
${unseenList(data.exchanges)}
${violationList(data, broken)}
${uncheckedList(data.unchecked ?? [])}
</body>
</html>
`;
  return page.text;
}

function titleFor({ exchanges, unchecked = [], failsOnUnchecked }: ReportData, broken: number): string {
  if (broken > 0) return `${broken} of ${exchanges.length} exchanges break the contract`;
  if (exchanges.length === 0) return 'No exchanges were checked';
  const unseen = unseenIn(exchanges).length;
  if (unseen === 0 && failsOnUnchecked && unchecked.length > 0)
    return `No violation was seen, but ${unchecked.length === 1 ? '1 part' : `${unchecked.length} parts`} of the document ${unchecked.length === 1 ? 'is' : 'are'} not checked`;
  if (unseen === 0) return `All ${exchanges.length} exchanges conform`;
  return `No violation was seen, but ${unseen === 1 ? '1 body was' : `${unseen} bodies were`} not seen`;
}

/** Green only if everything was seen, and conforms. */
function toneOf(data: ReportData, broken: number): string {
  const { exchanges, problems = [], stale = [], unchecked = [], failsOnUnseen, failsOnUnchecked } = data;
  const failing = broken + problems.length + stale.length + (failsOnUnchecked ? unchecked.length : 0);
  if (failing > 0 || exchanges.length === 0) return 'bad';
  if (unseenIn(exchanges).length === 0) return 'good';
  return failsOnUnseen ? 'bad' : 'quiet';
}

/** What was checked against which document, and when. */
function origin({ document, date }: ReportData): Html {
  const day = date
    ?.toISOString()
    .replace('T', ' ')
    .replace(/:\d\d\..*/, ' UTC');
  if (document === undefined) return day === undefined ? html`` : html`<p class="quiet">${day}</p>`;
  const { title, version, file } = document;
  return html`<p>${title} ${version} <span class="quiet"><code>${file}</code>${day === undefined ? '' : `, ${day}`}</span></p>`;
}

function problemList(problems: readonly Problem[]): Html {
  const items = problems.map(({ source, reason }) => html`<li><code>${source}</code>: ${reason}</li>`);
  return items.length > 0 ? html`<h2 class="bad">Not readable</h2><ul>${items}</ul>` : html``;
}

function staleList(stale: readonly StaleRecording[]): Html {
  const items = stale.map(({ source, message }) => html`<li><code>${source}</code> is stale: ${message}</li>`);
  return items.length > 0 ? html`<h2 class="bad">Stale recordings</h2><ul>${items}</ul>` : html``;
}

function unseenList(exchanges: readonly CheckedExchange[]): Html {
  const unseen = unseenIn(exchanges);
  if (unseen.length === 0) return html``;
  const items = unseen
    .slice(0, MAX_UNSEEN)
    .map(
      ({ exchange: { source, index }, body }) =>
        html`<li><code>${source}[${index}]</code> ${unseenSentence(body)}</li>`,
    );
  const left = unseen.length - items.length;
  return html`<h2>Not seen</h2><ul>${items}${left > 0 ? html`<li>and ${left} more</li>` : ''}</ul>`;
}

function uncheckedList(unchecked: readonly Unchecked[]): Html {
  const items = unchecked.map((part) => html`<li><code>${placeOfUnchecked(part)}</code> ${part.reason}</li>`);
  return items.length > 0 ? html`<h2>Not checked in the OpenAPI document</h2><ul>${items}</ul>` : html``;
}

function scoreList(named: Readonly<Record<string, string>>): Html {
  const entries = Object.entries(named).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`);
  return entries.length > 0 ? html`<dl aria-label="Scores">${entries}</dl>` : html``;
}

/** Every exchange that breaks the contract, with its violations. A rule that is broken again is not shown again. */
function violationList({ excerptOf }: ReportData, broken: readonly CheckedExchange[]): Html {
  if (broken.length === 0) return html`<h2>Violations</h2><p>None.</p>`;
  const shown = new Map<string, string>();
  const sections = broken.map((exchange, number) => {
    const articles = exchange.violations.map((violation, at) => {
      const id = anchor(number, at);
      const excerpt = excerptOf?.(violation);
      const first = excerpt && shown.get(violation.rule?.pointer ?? '');
      if (excerpt && first === undefined) shown.set(violation.rule?.pointer ?? '', id);
      return article(violation, id, first ?? excerpt);
    });
    const { source, index, method, url, status, operationId } = exchange;
    return html`<section>
<h3>${method} <code>${url}</code> → ${status}</h3>
<p class="quiet">${operationId ?? 'no operation of the contract'}, exchange ${index} of <code>${source}</code></p>
${articles}
</section>`;
  });
  return html`<h2>Violations</h2>${sections}`;
}

/** The `id` of an article. */
function anchor(exchange: number, violation: number): string {
  return `violation-${exchange + 1}-${violation + 1}`;
}

/** @param excerpt The lines of the rule, or the `id` of the article that has them. */
function article(violation: Violation, id: string, excerpt: Excerpt | string | undefined): Html {
  const { location, pointer, keyword, expected, actual, rule } = violation;
  const lines = typeof excerpt === 'object' ? excerptLines(excerpt) : '';
  const above = typeof excerpt === 'string' ? html` (<a href="#${excerpt}">shown above</a>)` : '';
  return html`<article id="${id}">
<dl>
<dt>Where</dt><dd>${location}, <code>${pointer}</code></dd>
<dt>Expected</dt><dd>${expected}</dd>
<dt>Actual</dt><dd class="bad"><code>${textOf(actual)}</code></dd>
<dt>Rule</dt><dd><code>${keyword}</code>${rule ? `, ${rulePlace(rule)}` : ''}${above}</dd>
</dl>
${lines}</article>`;
}

/** The beginning of a long value says enough. */
function textOf(actual: unknown): string {
  return shortened(JSON.stringify(actual) ?? String(actual), MAX_VALUE_LENGTH);
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
/** A HAR of a long session can lack thousands of bodies. */
const MAX_UNSEEN = 100;
