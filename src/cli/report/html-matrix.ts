import type { ViolationLocation } from '#errors';
import type { CheckedExchange } from './findings.js';
import { type Html, html, type ReportData } from './html-parts.js';
import { LOCATIONS } from './looked-at.js';

/** The number of exchanges that break something, by operation and check. Nothing that was not looked at is marked as right. */
export function matrix({ exchanges, operationIds, uncheckedIn }: ReportData, anchorOf: AnchorOf): Html {
  const unknown = exchanges.filter(({ operationId }) => operationId === null);
  const rowOf = (name: string, own: readonly CheckedExchange[], incomplete: readonly ViolationLocation[] = []) => {
    const cells = LOCATIONS.map((location) => cell(own, location, incomplete.includes(location), anchorOf));
    return html`<tr><th scope="row">${name}</th><td data-check="Exchanges">${own.length}</td>${cells}</tr>`;
  };
  const rows = operationIds.map((id) =>
    rowOf(
      id,
      exchanges.filter(({ operationId }) => operationId === id),
      uncheckedIn?.(id),
    ),
  );
  const titles = LOCATIONS.map((location) => html`<th scope="col">${TITLES[location]}</th>`);
  return html`<h2>Operations</h2>
<div class="wide"><table>
<thead><tr><th scope="col">Operation</th><th scope="col">Exchanges</th>${titles}</tr></thead>
<tbody>${rows}${unknown.length > 0 ? rowOf('no operation of the contract', unknown) : ''}</tbody>
</table></div>
<p class="quiet">✓ no violation, – not checked: the exchanges do not show it, or the document has no rule for it. A number after
✓ is that of the exchanges that show it; “in part” means that some of it was not checked.</p>`;
}

const TITLES: Readonly<Record<ViolationLocation, string>> = {
  'request.server': 'Server',
  'request.path': 'Path',
  'request.method': 'Method',
  'request.query': 'Query',
  'request.header': 'Request headers',
  'request.security': 'Credentials',
  'request.body': 'Request body',
  'response.status': 'Status',
  'response.header': 'Response headers',
  'response.body': 'Response body',
};

/** The `id` of the first violation of an exchange at a location. */
export type AnchorOf = (exchange: CheckedExchange, location: ViolationLocation) => string;

/** Each cell carries the title of its check, because a phone has no room for a row of titles. */
function cell(
  exchanges: readonly CheckedExchange[],
  location: ViolationLocation,
  isIncomplete: boolean,
  anchorOf: AnchorOf,
): Html {
  const title = TITLES[location];
  const [first, ...others] = exchanges.filter(({ violations }) => violations.some((one) => one.location === location));
  if (first) {
    const link = html`<a href="#${anchorOf(first, location)}">${others.length + 1} ✗</a>`;
    return html`<td data-check="${title}" class="bad">${link}</td>`;
  }
  const unseen = exchanges.filter(({ gaps }) => gaps?.[location] === 'none').length;
  if (unseen === exchanges.length) {
    const kind = exchanges.length === 0 ? 'quiet empty' : 'quiet';
    return html`<td data-check="${title}" class="${kind}"><span role="img" aria-label="not checked">–</span></td>`;
  }
  const isPartial = isIncomplete || exchanges.some(({ gaps }) => gaps?.[location] === 'some');
  const extent = unseen > 0 ? ` ${exchanges.length - unseen} of ${exchanges.length}` : isPartial ? ' in part' : '';
  const mark = html`<span role="img" aria-label="no violations">✓</span>`;
  return html`<td data-check="${title}" class="good">${mark}${extent}</td>`;
}
