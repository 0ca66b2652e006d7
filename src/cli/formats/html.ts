import type { Findings } from '../contract-check/report.js';
import type { Specification } from '../contract-check/specification.js';
import { reportPage } from '../html/report-page.js';
import type { Style } from './formats.js';

/** For people who look at it later: one page that needs nothing else. */
export function formatHtml({ exchanges, problems, stale }: Findings, _: Style, { contract }: Specification): string {
  return reportPage({ exchanges, problems, stale, operationIds: Object.keys(contract.operations) });
}
