import type { Violation } from '../../contract/index.js';
import { rulePlace } from '../../errors/contract-violation.js';
import type { CheckedExchange } from '../contract-check/report.js';
import { type Html, html } from './html.js';
import type { Excerpt, ReportData } from './report-data.js';

/** Every exchange that breaks something, with what it breaks. */
export function violations({ exchanges, excerptOf }: ReportData): Html {
  const broken = exchanges.filter((exchange) => exchange.violations.length > 0);
  if (broken.length === 0) return html`<h2>Violations</h2><p class="good">There are none.</p>`;
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
${excerpt ? lines(excerpt) : ''}</article>`;
}

/** Long values say no more than their beginning. */
function textOf(actual: unknown): string {
  const text = JSON.stringify(actual) ?? String(actual);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

/** The line that is meant has an arrow, for those who see no colours and for paper. */
function lines({ firstLine, lines: texts, line }: Excerpt): Html {
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
const LONGEST_VALUE = 500;
