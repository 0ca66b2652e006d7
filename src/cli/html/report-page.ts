import type { Problem, StaleRecording, Unchecked } from '../contract-check/report.js';
import { type Html, html } from './html.js';
import { matrix } from './matrix.js';
import type { ReportData } from './report-data.js';
import { STYLE } from './style.js';
import { violations } from './violations.js';

/** One page that needs nothing else: what was checked, what was found, and where the rules stand. */
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
${scores(data.scores ?? {})}
</header>
${matrix(data)}
${unreadable(data.problems ?? [])}
${outdated(data.stale ?? [])}
${violations(data)}
${notLookedAt(data.unchecked ?? [])}
</body>
</html>
`;
  return page.text;
}

function unreadable(problems: readonly Problem[]): Html {
  const items = problems.map(({ source, reason }) => html`<li><code>${source}</code>: ${reason}</li>`);
  return items.length > 0 ? html`<h2 class="bad">Not readable</h2><ul>${items}</ul>` : html``;
}

function outdated(stale: readonly StaleRecording[]): Html {
  const items = stale.map(({ source, message }) => html`<li><code>${source}</code> is stale: ${message}</li>`);
  return items.length > 0 ? html`<h2 class="bad">Stale recordings</h2><ul>${items}</ul>` : html``;
}

function notLookedAt(unchecked: readonly Unchecked[]): Html {
  const items = unchecked.map(({ file, line, reason }) => html`<li><code>${file}:${line}</code> ${reason}</li>`);
  return items.length > 0 ? html`<h2>Not checked in the OpenAPI document</h2><ul>${items}</ul>` : html``;
}

function allConform({ exchanges }: ReportData): string {
  return exchanges.length === 0 ? 'No exchanges were checked' : `All ${exchanges.length} exchanges conform`;
}

function scores(named: Readonly<Record<string, string>>): Html {
  const entries = Object.entries(named).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`);
  return entries.length > 0 ? html`<dl aria-label="How good the suite is">${entries}</dl>` : html``;
}
