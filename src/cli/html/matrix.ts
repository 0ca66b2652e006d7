import type { ViolationLocation } from '../../contract/index.js';
import type { CheckedExchange } from '../contract-check/report.js';
import { type Html, html } from './html.js';
import type { ReportData } from './report-data.js';

/** What is checked of an exchange, in the order in which it travels. */
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

/** Operations by checks: how many exchanges break something there. */
export function matrix({ exchanges, operationIds }: ReportData): Html {
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

/** Each cell says itself which check it is about: on a phone, there is no room for a row of titles. */
function cell(exchanges: readonly CheckedExchange[], location: ViolationLocation, title: string): Html {
  if (exchanges.length === 0) return html`<td data-check="${title}" class="quiet">–</td>`;
  const broken = exchanges.filter(({ violations }) => violations.some((violation) => violation.location === location));
  return broken.length > 0
    ? html`<td data-check="${title}" class="bad">${broken.length} ✗</td>`
    : html`<td data-check="${title}" class="good"><span role="img" aria-label="no violations">✓</span></td>`;
}
